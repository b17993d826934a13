import { html, type TemplateResult } from 'lit';
import type { RecordedEvent } from '../consent/record/consent-record.ts';
import type { Messages } from './messages/messages.ts';

/** The steps of a record as a table: when, about what, and what happened. */
export function recordLog(
  events: readonly RecordedEvent[],
  caption: string,
  words: Messages,
  locale: string,
): TemplateResult {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  return html`<div class="scroller" tabindex="0" role="group" aria-label=${caption}>
    <table part="log">
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr>
        <th scope="col">${words.records.when}</th>
        <th scope="col">${words.records.what}</th>
        <th scope="col">${words.records.step}</th>
      </tr></thead>
      <tbody>${events.map(
        ({ eventTime, eventState, scope: { modality, purpose, tier } }) => html`<tr data-state=${eventState}>
          <td><time datetime=${eventTime}>${time.format(Date.parse(eventTime))}</time></td>
          <td>${words.scope[`${modality}.${purpose}.${tier}`].name}</td>
          <td>${words.consentState[eventState]}</td>
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}
