import { html, nothing, type TemplateResult } from 'lit';
import type { MeetingSummary, SignalSummary, SummaryBand } from '../meeting/meeting-summary.ts';
import { formatValue } from './format-reading.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** One signal of a meeting: a table of its levels, in words for small groups and in shares with bars for larger ones. */
export function signalSummaryTable(
  { signal, tier, bands }: SignalSummary,
  wording: MeetingSummary['wording'],
  words: Messages,
  locale: string,
): TemplateResult {
  const { name, meaning } = words.groupSignal[signal];
  return html`
    <table role="table" class="histogram ${tier} ${wording}" part="histogram" data-signal=${signal} data-wording=${wording}>
      <caption><span class="strong">${name}</span><span class="muted">${meaning}</span></caption>
      <thead role="rowgroup" class="visually-hidden">
        <tr role="row"><th role="columnheader" scope="col">${words.group.bin}</th><th role="columnheader" scope="col">${words.group.share}</th></tr>
      </thead>
      <tbody role="rowgroup">
        ${bands.length === 0 ? html`<tr role="row"><td role="cell" class="muted">${words.summary.noSignal}</td></tr>` : nothing}
        ${bands.map(
          (band) => html`<tr role="row" data-level=${band.level} data-word=${band.word ?? nothing}>
            <th role="rowheader" scope="row">${words.groupLevels[signal][band.level]}</th>
            ${wording === 'words' ? wordCell(band, words) : shareCell(band, words, locale)}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function wordCell({ word }: SummaryBand, words: Messages): TemplateResult {
  return html`<td role="cell" class="word ${word ?? 'unsaid'}">${word === null ? words.summary.notSaid : words.shareWord[word]}</td>`;
}

/** The certain part of the bar is solid, what may be on top of it is hatched. */
function shareCell(
  { shareAtLeast, shareAtMost }: SummaryBand,
  words: Messages,
  locale: string,
): TemplateResult {
  const low = formatValue(shareAtLeast, '1', locale);
  const high = formatValue(shareAtMost, '1', locale);
  const text =
    low === high ? fill(words.group.about, { share: low }) : fill(words.summary.between, { low, high });
  return html`<td role="cell">
    <span class="bar" part="bar" aria-hidden="true">
      <span class="possible" .style=${`inline-size: ${100 * shareAtMost}%`}></span>
      <span .style=${`inline-size: ${100 * shareAtLeast}%`}></span>
    </span>
    <span class="share">${text}</span>
  </td>`;
}
