import { formatValue } from './format-reading.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** A share of which the least and the most are known, as “about 30%” or “20% to 40%”. */
export function shareRange(atLeast: number, atMost: number, words: Messages, locale: string): string {
  const [low, high] = [atLeast, atMost].map((share) => formatValue(share, '1', locale));
  return low === high
    ? fill(words.group.about, { share: low ?? '' })
    : fill(words.summary.between, { low: low ?? '', high: high ?? '' });
}
