import type { RefusalCode } from '../meeting/messages.ts';
import type { WithheldReason } from '../vocabulary.ts';

/** Told of what the service does, in numbers: nothing names a participant or a meeting. Must not throw. */
export interface AggregatorObserver {
  /** A meeting's window has ended so, after this long from the end of collecting. */
  windowEnded(outcome: 'released' | WithheldReason, seconds: number): void;
  /** A contribution, or a message of the blind protocol, was taken. */
  contributionTaken(): void;
  refused(code: RefusalCode): void;
  /** The store, the issuer of tokens or another node failed. */
  problem(): void;
}

/** Observes nothing. */
export const noObserver: AggregatorObserver = Object.freeze({
  windowEnded() {},
  contributionTaken() {},
  refused() {},
  problem() {},
});
