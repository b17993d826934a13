import { AssentCallPanel } from './call-panel.ts';
import { AssentConsentPrompt } from './consent-prompt.ts';
import { defineElement } from './define-element.ts';
import { AssentGroupView } from './group-view.ts';
import { AssentIndicator } from './indicator.ts';
import { AssentMeetingSummary } from './meeting-summary.ts';
import { AssentRecords } from './records.ts';
import { AssentSelfView } from './self-view.ts';
import { AssentSummaryChart } from './summary-chart.ts';

/** Registers every element of `assent/ui`, each once; a call instead of an import's effect, so that no bundler drops it. */
export function defineElements(): void {
  defineElement('assent-call-panel', AssentCallPanel);
  defineElement('assent-consent-prompt', AssentConsentPrompt);
  defineElement('assent-indicator', AssentIndicator);
  defineElement('assent-self-view', AssentSelfView);
  defineElement('assent-summary-chart', AssentSummaryChart);
  defineElement('assent-group-view', AssentGroupView);
  defineElement('assent-meeting-summary', AssentMeetingSummary);
  defineElement('assent-records', AssentRecords);
}
