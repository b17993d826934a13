import { html, nothing, type TemplateResult } from 'lit';
import type { MeetingSummary, SignalSummary, SummaryBand } from '../meeting/meeting-summary.ts';
import type { ShareWord, SignalLevel } from '../vocabulary.ts';
import type { Messages } from './messages/messages.ts';
import { shareRange } from './share-range.ts';

/** One level and the word for it; `null` where it may not be said. */
interface WordedLevel {
  readonly level: SignalLevel;
  readonly word: ShareWord | null;
}

/** One signal of a meeting: a table of its levels, in words for small groups and in shares with bars for larger ones. */
export function signalSummaryTable(
  summary: SignalSummary,
  wording: MeetingSummary['wording'],
  words: Messages,
  locale: string,
): TemplateResult {
  return wording === 'words'
    ? wordedLevelsTable(summary, summary.bands, words)
    : levelsTable(summary, summary.bands, wording, words, (band) => shareCell(band, words, locale));
}

/** One signal of a small group, in words. */
export function wordedLevelsTable(
  signal: Pick<SignalSummary, 'signal' | 'tier'>,
  levels: readonly WordedLevel[],
  words: Messages,
): TemplateResult {
  return levelsTable(
    signal,
    levels,
    'words',
    words,
    ({ word }) =>
      html`<td role="cell" class="word ${word ?? 'unsaid'}">${word === null ? words.summary.notSaid : words.shareWord[word]}</td>`,
  );
}

function levelsTable<Level extends WordedLevel>(
  { signal, tier }: Pick<SignalSummary, 'signal' | 'tier'>,
  levels: readonly Level[],
  wording: MeetingSummary['wording'],
  words: Messages,
  cell: (level: Level) => TemplateResult,
): TemplateResult {
  const { name, meaning } = words.groupSignal[signal];
  return html`
    <table role="table" class="histogram ${tier} ${wording}" part="histogram" data-signal=${signal} data-wording=${wording}>
      <caption><span class="strong">${name}</span><span class="muted">${meaning}</span></caption>
      <thead role="rowgroup" class="visually-hidden">
        <tr role="row"><th role="columnheader" scope="col">${words.group.bin}</th><th role="columnheader" scope="col">${words.group.share}</th></tr>
      </thead>
      <tbody role="rowgroup">
        ${levels.length === 0 ? html`<tr role="row"><td role="cell" class="muted">${words.summary.noSignal}</td></tr>` : nothing}
        ${levels.map(
          (level) => html`<tr role="row" data-level=${level.level} data-word=${level.word ?? nothing}>
            <th role="rowheader" scope="row">${words.groupLevels[signal][level.level]}</th>
            ${cell(level)}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** The certain part of the bar is solid, what may be on top of it is hatched. */
function shareCell(
  { shareAtLeast, shareAtMost }: SummaryBand,
  words: Messages,
  locale: string,
): TemplateResult {
  return html`<td role="cell">
    <span class="bar" part="bar" aria-hidden="true">
      <span class="possible" .style=${`inline-size: ${100 * shareAtMost}%`}></span>
      <span .style=${`inline-size: ${100 * shareAtLeast}%`}></span>
    </span>
    <span class="share">${shareRange(shareAtLeast, shareAtMost, words, locale)}</span>
  </td>`;
}
