import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { cases } from './cases.ts';
import { measurements } from './examples.ts';
import { mount } from './mount.ts';
import { violations } from './violations.ts';

beforeEach(async () => {
  await page.viewport(1024, 1000);
  document.title = 'A call';
  document.documentElement.lang = 'en';
});

afterEach(() => {
  document.documentElement.removeAttribute('style');
  document.documentElement.lang = 'en';
});

const languages = ['en', 'de', 'fr', 'es', 'ar'];

test('axe finds nothing in forced colours, and every control keeps an edge that is seen', async () => {
  const emulate = (value: string): Promise<unknown> =>
    cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  await emulate('active');
  try {
    expect(matchMedia('(forced-colors: active)').matches).toBe(true);
    for (const make of Object.values(cases)) {
      const element = await make();
      expect(await violations(element, 'forced')).toEqual([]);
      for (const button of element.shadowRoot?.querySelectorAll('button') ?? []) {
        if (!button.checkVisibility()) continue;
        const { borderStyle, borderWidth, outlineStyle } = getComputedStyle(button);
        const edged = (borderStyle !== 'none' && borderWidth !== '0px') || outlineStyle !== 'none';
        expect(edged, `${element.localName} ${button.textContent}`).toBe(true);
      }
      element.remove();
    }
  } finally {
    await emulate('');
  }
});

const places = languages.flatMap((language) =>
  ['light', 'dark'].map((scheme) => [language, scheme] as const),
);

test.each(places)('axe finds nothing in %s, %s', async (language, scheme) => {
  document.documentElement.lang = language;
  document.documentElement.style.colorScheme = scheme;
  document.documentElement.style.background = 'Canvas';
  for (const [name, make] of Object.entries(cases)) {
    const element = await make();
    expect(await violations(element), name).toEqual([]);
    element.remove();
  }
});

test('axe does find what is wrong inside an element, so that its silence means something', async () => {
  const element = await mount('assent-self-view', { signals: measurements });
  const button = element.shadowRoot?.querySelector('button');
  button?.replaceChildren();
  expect((await violations(element)).join()).toContain('button-name');
});
