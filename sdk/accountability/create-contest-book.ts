import type { BehaviourName, Signal } from '../vocabulary.ts';

/** What can be contested: one behaviour, or affect as a whole. */
export type Contestable = BehaviourName | 'affect';

/** What a participant gets for saying that something is wrong. */
export interface ContestReceipt {
  /** How often anything was contested in this meeting. */
  readonly count: number;
  /** Who answers for it, and where a human is reached. */
  readonly redress: { readonly name: string; readonly contact: string };
}

/** What a participant called wrong, in one meeting, on their own device. */
export interface ContestBook {
  /** “This is wrong”: the signal is not shown or counted any more. Takes no value. */
  contest(signal: Contestable): ContestReceipt;
  /** Whether a signal was contested. */
  isContested(signal: Pick<Signal, 'kind'> & { readonly name?: BehaviourName }): boolean;
  /** The participant changed their mind. */
  restore(signal: Contestable): void;
  /** How often something was contested: what an audit log may be told. */
  readonly count: number;
}

/**
 * Creates the book. Contests are counted without content: which value, when
 * and by which model stays unknown to everyone but the participant.
 *
 * @param controller - of the deployment.
 */
export function createContestBook(controller: {
  readonly name: string;
  readonly contact: string;
}): ContestBook {
  const contested = new Set<Contestable>();
  let count = 0;
  return {
    contest(signal) {
      contested.add(signal);
      count += 1;
      return Object.freeze({ count, redress: { name: controller.name, contact: controller.contact } });
    },
    isContested: ({ kind, name }) => contested.has(kind === 'affect' ? 'affect' : (name ?? 'affect')),
    restore: (signal) => void contested.delete(signal),
    get count() {
      return count;
    },
  };
}
