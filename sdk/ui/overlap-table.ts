import { html, type TemplateResult } from 'lit';
import type { SpeechOverlap } from '../meeting/meeting-summary.ts';
import { formatValue } from './format-reading.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** How much of the talking was over other talking, looking as the signals of a meeting do. */
export function overlapTable(overlap: SpeechOverlap, words: Messages, locale: string): TemplateResult {
  const { name, meaning, row } = words.overlap;
  return html`
    <table role="table" class="histogram words" part="histogram" data-signal="overlap">
      <caption><span class="strong">${name}</span><span class="muted">${meaning}</span></caption>
      <tbody role="rowgroup">
        <tr role="row">
          <th role="rowheader" scope="row">${row}</th>
          <td role="cell" class="word ${overlap.shareAtLeast === 0 ? 'unsaid' : ''}">${overlapInWords(overlap, words, locale)}</td>
        </tr>
      </tbody>
    </table>
  `;
}

/** The same as “at least about 30% of the talking”, or that it cannot be said. */
export function overlapInWords({ shareAtLeast }: SpeechOverlap, words: Messages, locale: string): string {
  return shareAtLeast === 0
    ? words.summary.notSaid
    : fill(words.overlap.atLeast, { share: formatValue(shareAtLeast, '1', locale) });
}
