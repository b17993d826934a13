import type { BehaviourName, Purpose, Signal } from '../vocabulary.ts';

/** A signal that a participant can call wrong. */
export type Contestable = BehaviourName | 'affect';

/** What the group's signals are made of: whoever calls that wrong means these, too. */
const sources: Partial<Readonly<Record<BehaviourName, BehaviourName>>> = {
  'speaking-share': 'speech-activity',
  'loudness-range': 'loudness',
  'smile-share': 'smile',
};

/** Whether the participant said that this is wrong; for the group, also whether it is made of what they said is wrong. */
export function isContested(signal: Signal, contested: ReadonlySet<Contestable>, purpose: Purpose): boolean {
  if (signal.kind === 'affect') return contested.has('affect');
  if (contested.has(signal.name)) return true;
  const source = sources[signal.name];
  return purpose === 'group-summary' && source !== undefined && contested.has(source);
}
