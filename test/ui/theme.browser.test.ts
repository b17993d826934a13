import { afterEach, expect, test } from 'vitest';
import { cases } from './cases.ts';
import { exampleNotice, scopes } from './examples.ts';
import { allInside, mount } from './mount.ts';

const sheet = new CSSStyleSheet();

afterEach(() => {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
});

/** The page's own style, as an application would write it. */
function style(rules: string): void {
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

test('every element takes a page’s font, text colour and size by custom properties', async () => {
  style(':root { --assent-font: monospace; --assent-text: rgb(1, 2, 3); --assent-font-size: 20px; }');
  for (const [name, make] of Object.entries(cases)) {
    const element = await make();
    const { fontFamily, color, fontSize } = getComputedStyle(element);
    expect([name, fontFamily, color, fontSize]).toEqual([name, 'monospace', 'rgb(1, 2, 3)', '20px']);
    element.remove();
  }
});

test('a page reaches the answers of the prompt only all at once, so that none of them stands out by its style', async () => {
  style('assent-consent-prompt::part(button) { border-radius: 3px; }');
  const prompt = await mount('assent-consent-prompt', { notice: await exampleNotice(), scopes, open: true });
  const answers = allInside(prompt, '[data-action]');
  expect(answers.map((answer) => getComputedStyle(answer).borderRadius)).toEqual(['3px', '3px', '3px']);
  expect(answers.map((answer) => [...answer.part])).toEqual([['button'], ['button'], ['button']]);
});
