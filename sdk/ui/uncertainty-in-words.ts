import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import { formatValue } from './format-reading.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** How far a summary may be off: what its words leave open, or how its shares were rounded and what is hidden. */
export function uncertaintyInWords(
  { wording, uncertainty: { roundedTo, widestGap } }: MeetingSummary,
  words: Messages,
  locale: string,
): string {
  if (wording === 'words') return words.summary.inWords;
  const rounded = fill(words.summary.rounded, { step: formatValue(roundedTo, '1', locale) });
  return widestGap === null
    ? rounded
    : `${rounded} ${fill(words.summary.gap, { gap: formatValue(widestGap, '1', locale) })}`;
}
