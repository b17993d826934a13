import { expect, onTestFinished, test } from 'vitest';
import { summarise } from '../../sdk/meeting/summarise.ts';
import {
  affect,
  exampleCard,
  exampleRecords,
  longMeeting,
  measurements,
  released,
  running,
  scopes,
} from './examples.ts';

test('a policy without inline styles and scripts blocks nothing of the elements', async () => {
  const frame = document.createElement('iframe');
  onTestFinished(() => frame.remove());
  const entry = new URL('../../sdk/ui/index.ts', import.meta.url);
  frame.srcdoc = `<!doctype html><html lang="en"><head>
    <meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'self'; script-src 'self'">
    <script type="module" src="${entry.pathname}"></script></head><body></body></html>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const page = frame.contentDocument as Document;
  // The test runner rewrites dynamic imports to go through this, which only its own frame has.
  Object.assign(frame.contentWindow ?? {}, {
    __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() },
  });
  await frame.contentWindow?.customElements.whenDefined('assent-meeting-summary');

  const blocked: string[] = [];
  page.addEventListener('securitypolicyviolation', (event) => blocked.push(event.violatedDirective));
  const show = async (tag: string, properties: object): Promise<HTMLElement> => {
    const element = page.createElement(tag) as HTMLElement & { updateComplete: Promise<boolean> };
    Object.assign(element, properties);
    page.body.append(element);
    await element.updateComplete;
    return element;
  };
  await show('assent-consent-prompt', { scopes, open: true });
  await show('assent-indicator', { active: running });
  await show('assent-self-view', { signals: [...measurements, affect] });
  await show('assent-records', { records: await exampleRecords(), keeping: true });
  const group = await show('assent-group-view', { view: released });
  const summary = await show('assent-meeting-summary', {
    summary: summarise(longMeeting),
    cards: [exampleCard],
  });
  const chart = summary.shadowRoot?.querySelector('assent-summary-chart');
  await expect.poll(() => chart?.shadowRoot?.querySelectorAll('canvas').length, { timeout: 15_000 }).toBe(3);
  const bar = group.shadowRoot?.querySelector<HTMLElement>('.bar > span');
  expect(bar?.style.inlineSize).toBe('70%');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(blocked).toEqual([]);

  // The listener does hear: a style attribute is what such a policy blocks.
  const probe = page.createElement('p');
  probe.setAttribute('style', 'color: red');
  page.body.append(probe);
  await expect.poll(() => blocked).toEqual(['style-src-attr']);
});
