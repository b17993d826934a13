import type { GroupReleased } from '../vocabulary.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** The bucket of contributors as “5 to 9 people take part”. */
export function contributorsInWords(
  { atLeast, atMost }: GroupReleased['contributors'],
  words: Messages,
  locale: string,
): string {
  const number = new Intl.NumberFormat(locale);
  return atMost === null
    ? fill(words.group.contributorsOrMore, { low: number.format(atLeast) })
    : fill(words.group.contributors, { low: number.format(atLeast), high: number.format(atMost) });
}
