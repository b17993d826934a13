/**
 * `assent/ui`: the elements that a participant sees. Importing this module
 * defines them. Values go in as properties, requests come out as events, and
 * none of them holds consent: the ledger does.
 *
 * @example
 * ```ts
 * import 'assent/ui';
 *
 * const prompt = document.querySelector('assent-consent-prompt');
 * prompt.notice = session.consent.notice;
 * prompt.scopes = session.consent.scopes;
 * session.consent.states$.subscribe((states) => (prompt.states = states));
 * prompt.addEventListener('assent-decide', ({ detail }) => session.consent.decide(detail.given));
 * prompt.addEventListener('assent-defer', () => session.consent.defer());
 * prompt.open = true;
 * ```
 *
 * @module
 */

import { AssentConsentPrompt } from './consent-prompt.ts';
import { defineElement } from './define-element.ts';
import { AssentGroupView } from './group-view.ts';
import { AssentIndicator } from './indicator.ts';
import { AssentMeetingSummary } from './meeting-summary.ts';
import { AssentRecords } from './records.ts';
import { AssentSelfView } from './self-view.ts';

defineElement('assent-consent-prompt', AssentConsentPrompt);
defineElement('assent-indicator', AssentIndicator);
defineElement('assent-self-view', AssentSelfView);
defineElement('assent-group-view', AssentGroupView);
defineElement('assent-meeting-summary', AssentMeetingSummary);
defineElement('assent-records', AssentRecords);

export type {
  AssentEventMap,
  ContestDetail,
  DecideDetail,
  DeleteRecordsDetail,
  ExportRecordsDetail,
  KeepRecordsDetail,
  WithdrawDetail,
} from './events.ts';
export type { Explained, Messages, PromptMessages, ScopeKey } from './messages/messages.ts';
export { messagesFor } from './messages/messages-for.ts';
export type { ShownRecord } from './records.ts';
export {
  AssentConsentPrompt,
  AssentGroupView,
  AssentIndicator,
  AssentMeetingSummary,
  AssentRecords,
  AssentSelfView,
};
