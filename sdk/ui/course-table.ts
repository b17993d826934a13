import { html, type TemplateResult } from 'lit';
import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { GroupSignalName } from '../vocabulary.ts';
import type { Messages } from './messages/messages.ts';
import { shareRange } from './share-range.ts';

/** The figures of a signal's chart, window by window, folded away for the eye and there for a screen reader. */
export function courseTable(
  signal: GroupSignalName,
  course: MeetingSummary['course'],
  words: Messages,
  locale: string,
): TemplateResult {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const levels = words.groupLevels[signal];
  return html`<details>
    <summary>${words.group.share}: ${words.groupSignal[signal].name}</summary>
    <table>
      <thead><tr>${[words.summary.time, levels.low, levels.middle, levels.high].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${course.map(({ atSeconds, signals }) => {
        const bounds = signals[signal];
        return html`<tr>
          <th scope="row">${time.format(atSeconds * 1000)}</th>
          ${
            bounds === undefined
              ? html`<td colspan="3" class="muted">${words.summary.noSignal}</td>`
              : bounds.map(([low, high]) => html`<td>${shareRange(low, high, words, locale)}</td>`)
          }
        </tr>`;
      })}</tbody>
    </table>
  </details>`;
}
