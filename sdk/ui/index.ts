/**
 * `assent/ui`: the elements that a participant sees. Importing this module
 * defines them. Values go in as properties, requests come out as events, and
 * none of them holds consent: the ledger does.
 *
 * @example
 * ```ts
 * import 'assent/ui';
 *
 * const prompt = document.createElement('assent-consent-prompt');
 * prompt.notice = session.consent.notice;
 * prompt.scopes = session.consent.scopes;
 * session.consent.states$.subscribe((states) => (prompt.states = states));
 * prompt.addEventListener('assent-decide', ({ detail }) => session.consent.decide(detail.given));
 * prompt.addEventListener('assent-defer', () => session.consent.defer());
 * document.body.append(prompt);
 * prompt.open = true;
 * ```
 *
 * @module
 */

import { defineElements } from './define-elements.ts';

defineElements();

export { AssentCallPanel } from './call-panel.ts';
export { AssentConsentPrompt } from './consent-prompt.ts';
export type {
  AssentEventMap,
  ContestDetail,
  DecideDetail,
  DeleteRecordsDetail,
  ExportRecordsDetail,
  ExportSummaryDetail,
  KeepRecordsDetail,
  WithdrawDetail,
} from './events.ts';
export { type ExportSummaryOptions, exportSummary } from './export-summary.ts';
export { AssentGroupView } from './group-view.ts';
export { AssentIndicator } from './indicator.ts';
export { AssentMeetingSummary } from './meeting-summary.ts';
export { loadMessages } from './messages/load-messages.ts';
export type { Explained, Messages, PromptMessages, ScopeKey } from './messages/messages.ts';
export { AssentRecords, type ShownRecord } from './records.ts';
export { AssentSelfView, type ShownDrift } from './self-view.ts';
export { AssentSummaryChart } from './summary-chart.ts';
