import type { Scope } from '../vocabulary.ts';
import type { ConsentState, DpvConsentState } from './consent-state.ts';

/** Who brought an event about: the participant, the controller's app (asking, changing the notice), or the ledger itself (time, the meeting's end). */
export type ConsentEntity = 'participant' | 'controller' | 'ledger';

/** One step of one scope; written once, never changed or removed. */
export interface ConsentEvent {
  /** Position in the ledger's records, from 0. */
  readonly sequence: number;
  /** Seconds since the Unix epoch; never less than the event's before. */
  readonly atSeconds: number;
  readonly meetingId: string;
  /** The participant's pseudonym in this meeting. */
  readonly subjectId: string;
  readonly scope: Scope;
  readonly previous: ConsentState;
  readonly state: DpvConsentState;
  readonly entity: ConsentEntity;
  /** SHA-256 of the notice that the event refers to, in hexadecimal. */
  readonly noticeSha256: string;
  /** End of validity in seconds since the Unix epoch; `null` unless the state is `given` or `renewed`. */
  readonly validUntilSeconds: number | null;
}
