import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import type { PolicyRefusal } from '../../sdk/policy/evaluate-policy.ts';
import type { AssentConsentPrompt } from '../../sdk/ui/consent-prompt.ts';
import { ar } from '../../sdk/ui/messages/ar.ts';
import { de } from '../../sdk/ui/messages/de.ts';
import { en } from '../../sdk/ui/messages/en.ts';
import { exampleNotice, scopes } from './examples.ts';
import { inside, mount, settled } from './mount.ts';

/** The words of Spanish come when a test says so; those of French never. */
const spanish = vi.hoisted(() => {
  let come = (): void => undefined;
  const there = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { there, come };
});
vi.mock(import('../../sdk/ui/messages/load-messages.ts'), async (original) => {
  const { loadMessages, languageOf } = await original();
  return {
    languageOf,
    loadMessages: async (tag) => {
      if (tag === 'es') await spanish.there;
      if (tag === 'fr') throw new TypeError('Failed to fetch dynamically imported module');
      return loadMessages(tag);
    },
  };
});

afterEach(() => {
  document.documentElement.lang = 'en';
});

/** A prompt that was just put on the page, and every title that it has shown. */
async function promptIn(
  lang: string,
): Promise<{ readonly prompt: AssentConsentPrompt; readonly titles: string[] }> {
  const prompt = document.createElement('assent-consent-prompt');
  onTestFinished(() => prompt.remove());
  Object.assign(prompt, { notice: await exampleNotice(), scopes, open: true, lang });
  document.body.append(prompt);
  const titles: string[] = [];
  const look = (): void => {
    const title = prompt.shadowRoot?.querySelector('#title')?.textContent ?? '';
    if (title !== '' && title !== titles.at(-1)) titles.push(title);
  };
  if (prompt.shadowRoot === null) throw new Error('the prompt has no shadow root');
  new MutationObserver(look).observe(prompt.shadowRoot, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return { prompt, titles };
}

test('a prompt is in the language of the page from the first moment that anything of it is seen', async () => {
  document.documentElement.lang = 'ar-EG';
  const { prompt, titles } = await promptIn('');
  expect(prompt.shadowRoot?.querySelector('dialog')).toBeNull();
  await settled(prompt);
  expect(inside<HTMLDialogElement>(prompt, 'dialog')).toMatchObject({ open: true, dir: 'rtl', lang: 'ar' });
  expect(prompt.shadowRoot?.activeElement?.textContent).toBe(ar.prompt.defer);
  expect(titles).toEqual([ar.prompt.title]);
});

test('a language that changes, and changes again before the words are there, is never mixed with a third', async () => {
  const { prompt, titles } = await promptIn('de');
  await settled(prompt);
  prompt.lang = 'en';
  prompt.lang = 'es';
  prompt.lang = 'ar-EG';
  await settled(prompt);
  expect(titles).toEqual([de.prompt.title, ar.prompt.title]);
});

test('words that do not come are not waited for without an end, and are shown when they do come', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { prompt, titles } = await promptIn('es');
  await vi.advanceTimersByTimeAsync(2900);
  expect(titles).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  await settled(prompt);
  expect(titles).toEqual([en.prompt.title]);
  expect(inside<HTMLDialogElement>(prompt, 'dialog').lang).toBe('en');
  inside<HTMLInputElement>(prompt, 'input[data-scope="face.self-view.behaviour"]').click();
  vi.useRealTimers();
  spanish.come();
  await expect.poll(() => titles).toEqual([en.prompt.title, '¿Qué puede medir de ti esta llamada?']);
  expect(
    inside<HTMLInputElement>(prompt, 'input[data-scope="face.self-view.behaviour"]').checked,
    'what was ticked stays',
  ).toBe(true);
});

test('where the words cannot be fetched the prompt asks in English, and says so to a screen reader', async () => {
  const { prompt, titles } = await promptIn('fr');
  await settled(prompt);
  expect(titles).toEqual([en.prompt.title]);
  expect(inside<HTMLDialogElement>(prompt, 'dialog')).toMatchObject({ open: true, lang: 'en' });
});

test('the panel says in its language what policy refuses', async () => {
  const refusal: PolicyRefusal = {
    kind: 'refused',
    purpose: 'self-view',
    tier: 'affect',
    rule: 'minor',
    source: 'Assent',
    reason: 'Emotion is not estimated for minors.',
  };
  const panel = await mount('assent-call-panel', { open: true, lang: 'de', refusal });
  const said = (): string | undefined => inside(panel, '[data-refusal=minor]').textContent?.trim();
  expect(said()).toBe(de.refusal?.minor);
  panel.lang = 'en';
  await settled(panel);
  expect(said()).toBe(refusal.reason);
});
