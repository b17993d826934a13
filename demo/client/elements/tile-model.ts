import type { MediumState, ParticipantKind } from '../../call/call.ts';

/** One participant as the grid shows them. */
export interface TileModel {
  readonly id: string;
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly host: boolean;
  /** `false` while the server waits for them to come back. */
  readonly present: boolean;
  readonly microphone: MediumState;
  readonly camera: MediumState;
  readonly stream: MediaStream | null;
  /** Whether it is the participant of this page: mirrored and unheard. */
  readonly own: boolean;
  /** Whether this page brought it along and may take it away. */
  readonly removable: boolean;
}
