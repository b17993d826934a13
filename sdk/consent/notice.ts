import type { Modality, Purpose, Scope, Tier } from '../vocabulary.ts';

/** Who answers for the processing. */
export interface NoticeController {
  readonly name: string;
  readonly contact: string;
  readonly address?: string;
}

/** A model that takes part, pinned by its version and its bytes. */
export interface NoticeModel {
  readonly id: string;
  readonly version: string;
  /** In hexadecimal; `null` where the model is arithmetic in the source and has no file. */
  readonly sha256: string | null;
  readonly modality: Modality;
}

/** Who comes to see what a purpose yields. */
export type Recipient = 'participant-alone' | 'host-and-participants-as-group';

/** Where what a purpose yields is held, and for how long at most. */
export interface Retention {
  readonly location: 'device-memory' | 'service-memory';
  /** `meeting` is the end of the meeting; a number is seconds. */
  readonly atMost: 'meeting' | number;
}

/** One purpose of one modality, as the participant is told of it. */
export interface NoticeProcess {
  readonly modality: Modality;
  readonly purpose: Purpose;
  readonly tiers: readonly Tier[];
  readonly recipients: readonly Recipient[];
  readonly retention: Retention;
  readonly models: readonly NoticeModel[];
}

/** What the participant is told, as data; `assent/ui` puts it into words. */
export interface Notice {
  /** Names this very text: made of its version and hash. */
  readonly id: string;
  readonly version: string;
  /** SHA-256 over the RFC 8785 canonical JSON of everything but `id` and `sha256`, in hexadecimal. */
  readonly sha256: string;
  /** BCP 47. */
  readonly language: string;
  readonly context: string;
  readonly jurisdictions: readonly string[];
  readonly controller: NoticeController;
  readonly mode: 'individual' | 'unanimous';
  readonly scopes: readonly Scope[];
  readonly processes: readonly NoticeProcess[];
  readonly impactAssessment: { readonly uri: string; readonly date: string } | null;
  readonly retentionPolicy: { readonly uri: string } | null;
  /** How consent is taken back. */
  readonly withdrawal: 'one-action-in-the-call';
}
