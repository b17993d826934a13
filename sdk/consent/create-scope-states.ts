import type { Scope } from '../vocabulary.ts';
import type { ConsentEvent } from './consent-event.ts';
import {
  type ConsentState,
  consentTransitions,
  type DpvConsentState,
  isValidConsent,
  type ScopeState,
} from './consent-state.ts';
import { scopeKey } from './scope-query.ts';

/** Chooses the next state of a scope, or `null` to leave it. */
export type ChooseStep = (state: ConsentState, scope: Scope) => DpvConsentState | null;

/** What the events of one step have in common. */
export type StepFacts = Pick<ConsentEvent, 'atSeconds' | 'entity' | 'noticeSha256'> & {
  readonly validUntilSeconds: number;
};

/** The states of a fixed set of scopes and the events that led there. */
export interface ScopeStates {
  /** Frozen, and the same object until something changes. */
  readonly current: readonly ScopeState[];
  /** Frozen, oldest first. */
  readonly records: readonly ConsentEvent[];
  /** Takes each chosen step that `consentTransitions` permits; returns the states that were entered. */
  step(choose: ChooseStep, facts: StepFacts): readonly DpvConsentState[];
}

/** Creates the states, all `unasked`; equal scopes are one. */
export function createScopeStates(
  scopes: readonly Scope[],
  identity: Pick<ConsentEvent, 'meetingId' | 'subjectId'>,
  atSeconds: number,
): ScopeStates {
  const distinct = new Map(scopes.map((scope) => [scopeKey(scope), scope]));
  let records: readonly ConsentEvent[] = Object.freeze([]);
  let current: readonly ScopeState[] = Object.freeze(
    [...distinct.values()].map(({ modality, purpose, tier }) =>
      Object.freeze({
        scope: Object.freeze({ modality, purpose, tier }),
        state: 'unasked' as const,
        atSeconds,
      }),
    ),
  );
  return {
    get current() {
      return current;
    },
    get records() {
      return records;
    },
    step(choose, facts) {
      const events: ConsentEvent[] = [];
      const next = current.map((before) => {
        const { scope, state: previous } = before;
        const state = choose(previous, scope);
        if (state === null || !consentTransitions[previous].includes(state)) return before;
        const sequence = records.length + events.length;
        const validUntilSeconds = isValidConsent(state) ? facts.validUntilSeconds : null;
        events.push(
          Object.freeze({ ...identity, ...facts, sequence, scope, previous, state, validUntilSeconds }),
        );
        return Object.freeze({ scope, state, atSeconds: facts.atSeconds });
      });
      if (events.length > 0) {
        records = Object.freeze([...records, ...events]);
        current = Object.freeze(next);
      }
      return [...new Set(events.map(({ state }) => state))];
    },
  };
}
