import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { summarise } from '../../sdk/meeting/summarise.ts';
import {
  affect,
  exampleNotice,
  exampleRecords,
  measurements,
  released,
  releasedToMany,
  running,
  scopes,
  voiceForMe,
  withheld,
} from './examples.ts';
import { allInside, mount } from './mount.ts';

beforeEach(async () => {
  await page.viewport(1024, 1000);
  document.title = 'A call';
  document.documentElement.lang = 'en';
});

afterEach(() => {
  document.documentElement.removeAttribute('style');
  document.documentElement.lang = 'en';
});

const cases: Readonly<Record<string, () => Promise<HTMLElement>>> = {
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
  'group, waiting': () => mount('assent-group-view'),
  'group, released': () => mount('assent-group-view', { view: released }),
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
  'summary in shares': () =>
    mount('assent-meeting-summary', { summary: summarise([releasedToMany, withheld]) }),
};

const languages = ['en', 'de', 'fr', 'es', 'ar'];

async function violations(element: HTMLElement): Promise<readonly string[]> {
  for (const details of allInside(element, 'details')) (details as HTMLDetailsElement).open = true;
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  const {
    violations: found,
    passes,
    incomplete,
  } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A part of a page has no landmarks or main heading of its own.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  expect(passes.length).toBeGreaterThan(0);
  // Contrast that axe cannot work out would pass unseen.
  expect(incomplete.filter(({ id }) => id === 'color-contrast')).toEqual([]);
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}

describe.each(['light', 'dark'])('axe finds nothing in %s', (scheme) => {
  beforeEach(() => {
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.style.background = 'Canvas';
  });

  test.each(Object.keys(cases))('%s', async (name) => {
    const element = await cases[name]?.();
    expect(element === undefined ? ['no such case'] : await violations(element)).toEqual([]);
  });
});

test.each(languages)('axe finds nothing in %s', async (language) => {
  document.documentElement.lang = language;
  for (const make of Object.values(cases)) {
    const element = await make();
    expect(await violations(element)).toEqual([]);
    element.remove();
  }
});

test('axe does find what is wrong inside an element, so that its silence means something', async () => {
  const element = await mount('assent-self-view', { signals: measurements });
  const button = element.shadowRoot?.querySelector('button');
  button?.replaceChildren();
  expect((await violations(element)).join()).toContain('button-name');
});
