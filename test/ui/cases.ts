import { summarise } from '../../sdk/meeting/summarise.ts';
import {
  affect,
  digest,
  exampleCard,
  exampleNotice,
  exampleRecords,
  longMeeting,
  manyAtOnce,
  measurements,
  released,
  running,
  scopes,
  voiceForMe,
  withheld,
} from './examples.ts';
import { allInside, mount } from './mount.ts';

/** Every element in every state that it can be in. */
export const cases: Readonly<Record<string, () => Promise<HTMLElement>>> = {
  'prompt, first time': async () =>
    mount('assent-consent-prompt', { notice: await exampleNotice(), scopes, open: true }),
  'prompt, with states': async () =>
    mount('assent-consent-prompt', {
      notice: await exampleNotice(),
      scopes,
      states: [{ scope: voiceForMe, state: 'given', atSeconds: 1 }],
      open: true,
    }),
  'indicator, idle': () => mount('assent-indicator'),
  'indicator, active': () => mount('assent-indicator', { active: running }),
  'indicator, failed': () =>
    mount('assent-indicator', { active: [{ scope: voiceForMe, state: 'failed', reason: 'worker-failed' }] }),
  'self-view, empty': () => mount('assent-self-view'),
  'self-view, full': () => mount('assent-self-view', { signals: [...measurements, affect] }),
  'self-view, no longer fitting': () =>
    mount('assent-self-view', {
      signals: [...measurements, affect],
      drift: [
        { modality: 'face', feature: 'smile', verdict: 'no-longer-fits' },
        { modality: 'face', feature: 'valence', verdict: 'no-longer-fits' },
      ],
    }),
  'group, waiting': () => mount('assent-group-view'),
  'group, released': () => mount('assent-group-view', { view: released }),
  'group, in words': () => mount('assent-group-view', { view: digest }),
  'group, withheld': () => mount('assent-group-view', { view: withheld }),
  'call panel, open': () => mount('assent-call-panel', { open: true, active: running, view: released }),
  'call panel, over': () =>
    mount('assent-call-panel', { open: true, summary: summarise([released, withheld]) }),
  'records, empty': () => mount('assent-records', { keeping: false }),
  'records, kept, with trouble': async () =>
    mount('assent-records', { records: await exampleRecords(), keeping: true, trouble: 'full' }),
  'records, about to delete': async () => {
    const element = await mount('assent-records', { records: await exampleRecords() });
    allInside(element, '[data-action="delete"]')[0]?.click();
    await element.updateComplete;
    return element;
  },
  'summary, empty': () => mount('assent-meeting-summary'),
  'summary in words': () => mount('assent-meeting-summary', { summary: summarise([released, withheld]) }),
  'summary of a long meeting': () =>
    mount('assent-meeting-summary', { summary: summarise(longMeeting), cards: [exampleCard] }),
  'summary in shares': () => mount('assent-meeting-summary', { summary: summarise([manyAtOnce, withheld]) }),
};
