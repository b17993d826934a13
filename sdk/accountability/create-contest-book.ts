import type { BehaviourName, Purpose, Signal } from '../vocabulary.ts';

/** What can be contested: one behaviour, or affect as a whole. */
export type Contestable = BehaviourName | 'affect';

/** What a participant gets for saying that something is wrong. */
export interface ContestReceipt {
  /** How many signals were contested in this meeting. */
  readonly count: number;
  /** Who answers for it, and where a human is reached. */
  readonly redress: { readonly name: string; readonly contact: string };
}

/** What a participant called wrong, in one meeting, on their own device. */
export interface ContestBook {
  /** “This is wrong”: the signal is not shown or counted any more. Takes no value. */
  contest(signal: Contestable): ContestReceipt;
  /** Whether a signal was contested; for the group, also whether it is made of what was. */
  isContested(signal: Pick<Signal, 'kind'> & { readonly name?: BehaviourName }, purpose?: Purpose): boolean;
  /** The participant changed their mind. */
  restore(signal: Contestable): void;
  /** How many signals were contested: what an audit log may be told. */
  readonly count: number;
}

/** What the group's signals are made of: whoever calls that wrong means these, too. */
const sources: Partial<Readonly<Record<BehaviourName, BehaviourName>>> = {
  'speaking-share': 'speech-activity',
  'loudness-range': 'loudness',
  'smile-share': 'smile',
};

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
      if (!contested.has(signal)) count += 1;
      contested.add(signal);
      return Object.freeze({ count, redress: { name: controller.name, contact: controller.contact } });
    },
    isContested({ kind, name }, purpose = 'self-view') {
      if (kind === 'affect' || name === undefined) return contested.has('affect');
      const source = sources[name];
      return (
        contested.has(name) || (purpose === 'group-summary' && source !== undefined && contested.has(source))
      );
    },
    restore: (signal) => void contested.delete(signal),
    get count() {
      return count;
    },
  };
}
