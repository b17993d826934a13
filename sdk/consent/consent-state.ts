import type { Scope } from '../vocabulary.ts';

/** The states of consent of the W3C Data Privacy Vocabulary (`dpv:ConsentStatus`), as ISO/IEC TS 27560 records use them. */
export type DpvConsentState =
  | 'requested'
  | 'deferred'
  | 'refused'
  | 'given'
  | 'renewed'
  | 'withdrawn'
  | 'expired'
  | 'terminated'
  | 'invalidated';

/** The state of one scope: a state of DPV, or `unasked` before anything happened, which no record ever names. */
export type ConsentState = 'unasked' | DpvConsentState;

/** Where one scope stands since a moment. */
export interface ScopeState {
  readonly scope: Scope;
  readonly state: ConsentState;
  /** When the state was entered, in seconds since the Unix epoch. */
  readonly atSeconds: number;
}

/**
 * Every step that a scope may take; the ledger takes no other. `expired`
 * leads to `renewed` and `invalidated` to `requested`, never straight back to
 * `given`: new terms are shown before they are agreed to.
 */
export const consentTransitions: Readonly<Record<ConsentState, readonly DpvConsentState[]>> = {
  unasked: ['requested', 'refused', 'given', 'terminated'],
  requested: ['deferred', 'refused', 'given', 'invalidated', 'terminated'],
  deferred: ['refused', 'given', 'terminated'],
  refused: ['given', 'terminated'],
  given: ['renewed', 'withdrawn', 'expired', 'invalidated', 'terminated'],
  renewed: ['renewed', 'withdrawn', 'expired', 'invalidated', 'terminated'],
  withdrawn: ['given', 'terminated'],
  expired: ['renewed', 'refused', 'invalidated', 'terminated'],
  terminated: [],
  invalidated: ['requested', 'refused', 'terminated'],
};

/** Whether a state permits computation: only `given` and `renewed` do. */
export function isValidConsent(state: ConsentState): boolean {
  return state === 'given' || state === 'renewed';
}
