/**
 * `assent/react`: the elements of `assent/ui` as React components, with typed props and events. React is the
 * app's own (18 or newer). As with the elements, values go in as props, requests come out as events, and consent
 * is held by the session's ledger alone.
 *
 * @example
 * ```tsx
 * import { ConsentPrompt, Indicator } from 'assent/react';
 *
 * const consent = (
 *   <>
 *     <ConsentPrompt
 *       notice={session.consent.notice}
 *       scopes={session.consent.scopes}
 *       states={states}
 *       open={asking}
 *       onDecide={({ detail }) => session.consent.decide(detail.given)}
 *       onDefer={() => session.consent.defer()}
 *     />
 *     <Indicator active={active} onWithdraw={({ detail }) => session.consent.withdraw(detail.scopes)} />
 *   </>
 * );
 * ```
 *
 * @module
 */

import { AssentCallPanel } from '../ui/call-panel.ts';
import { AssentConsentPrompt } from '../ui/consent-prompt.ts';
import { defineElements } from '../ui/define-elements.ts';
import { AssentGroupView } from '../ui/group-view.ts';
import { AssentIndicator } from '../ui/indicator.ts';
import { AssentMeetingSummary } from '../ui/meeting-summary.ts';
import { AssentRecords } from '../ui/records.ts';
import { AssentSelfView } from '../ui/self-view.ts';
import { createWrapper, type Wrapper } from './create-wrapper.ts';

defineElements();

export type { Wrapper } from './create-wrapper.ts';

/** `<assent-consent-prompt>`: asks, box by box. Closes itself after an answer unless the listener prevents the default. */
export const ConsentPrompt: Wrapper<
  AssentConsentPrompt,
  { readonly onDecide: 'assent-decide'; readonly onDefer: 'assent-defer' }
> = createWrapper('assent-consent-prompt', AssentConsentPrompt, {
  onDecide: 'assent-decide',
  onDefer: 'assent-defer',
});

/** `<assent-indicator>`: what is measured right now, with one click to stop. */
export const Indicator: Wrapper<AssentIndicator, { readonly onWithdraw: 'assent-withdraw' }> = createWrapper(
  'assent-indicator',
  AssentIndicator,
  { onWithdraw: 'assent-withdraw' },
);

/** `<assent-self-view>`: the participant's own signals. */
export const SelfView: Wrapper<
  AssentSelfView,
  { readonly onContest: 'assent-contest'; readonly onSaveEstimates: 'assent-save-estimates' }
> = createWrapper('assent-self-view', AssentSelfView, {
  onContest: 'assent-contest',
  onSaveEstimates: 'assent-save-estimates',
});

/** `<assent-group-view>`: the group, or why nothing is shown. */
export const GroupView: Wrapper<AssentGroupView, Record<never, never>> = createWrapper(
  'assent-group-view',
  AssentGroupView,
  {},
);

/** `<assent-meeting-summary>`: the meeting as the group saw it. */
export const MeetingSummary: Wrapper<AssentMeetingSummary, Record<never, never>> = createWrapper(
  'assent-meeting-summary',
  AssentMeetingSummary,
  {},
);

/** `<assent-records>`: the participant's own consent records. */
export const Records: Wrapper<
  AssentRecords,
  {
    readonly onKeepRecords: 'assent-keep-records';
    readonly onExportRecords: 'assent-export-records';
    readonly onDeleteRecords: 'assent-delete-records';
  }
> = createWrapper('assent-records', AssentRecords, {
  onKeepRecords: 'assent-keep-records',
  onExportRecords: 'assent-export-records',
  onDeleteRecords: 'assent-delete-records',
});

/** `<assent-call-panel>`: indicator, own view and group in one panel. */
export const CallPanel: Wrapper<
  AssentCallPanel,
  {
    readonly onChoices: 'assent-choices';
    readonly onWithdraw: 'assent-withdraw';
    readonly onContest: 'assent-contest';
  }
> = createWrapper('assent-call-panel', AssentCallPanel, {
  onChoices: 'assent-choices',
  onWithdraw: 'assent-withdraw',
  onContest: 'assent-contest',
});
