import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AssentConsentPrompt } from '../../sdk/ui/consent-prompt.ts';
import { scopeKey } from '../../sdk/ui/scope-key.ts';
import { exampleNotice, faceForMe, scopes, scopesAsAsked, voiceForMe } from './examples.ts';
import { allInside, heard, inside, mount, settled } from './mount.ts';

afterEach(() => page.viewport(1024, 900));

async function openPrompt(more: Partial<AssentConsentPrompt> = {}): Promise<AssentConsentPrompt> {
  return mount('assent-consent-prompt', { notice: await exampleNotice(), scopes, open: true, ...more });
}

const focused = (prompt: AssentConsentPrompt): string | undefined => {
  const active = prompt.shadowRoot?.activeElement as HTMLElement | null;
  return active?.dataset.action ?? active?.dataset.scope ?? active?.localName;
};

const boxOf = (prompt: AssentConsentPrompt, key: string): HTMLInputElement =>
  inside<HTMLInputElement>(prompt, `[data-scope="${key}"]`);

describe('what is asked', () => {
  test('one unticked box for each scope that policy allows, and no other', async () => {
    const prompt = await openPrompt();
    const boxes = allInside(prompt, 'input[type=checkbox]') as readonly HTMLInputElement[];
    expect(boxes.map((box) => box.dataset.scope)).toEqual(scopesAsAsked.map(scopeKey));
    expect(boxes.some((box) => box.checked)).toBe(false);
  });

  test('says that an estimate is recognition by law only where one is on offer', async () => {
    const prompt = await openPrompt();
    expect(inside(prompt, '.law').textContent).toContain('recognition');
    prompt.scopes = [voiceForMe, faceForMe];
    await settled(prompt);
    expect(allInside(prompt, '.law')).toHaveLength(0);
  });

  test('unfolds the facts of the notice: who, where, how long, which models', async () => {
    const prompt = await openPrompt();
    const more = inside(prompt, 'details');
    expect(more.textContent).toContain('Example Calls');
    expect(more.textContent).toContain('for 10 min at most');
    expect(more.textContent).toContain('face-landmarker');
    expect(more.textContent).toContain('private calls; Germany, France');
    expect(more.textContent).toContain(prompt.notice?.sha256);
  });

  test('is an alert dialog with a name and a description', async () => {
    const prompt = await openPrompt();
    const dialog = page.getByRole('alertdialog', { name: 'What may this call measure about you?' });
    await expect.element(dialog).toBeVisible();
    await expect.element(dialog).toHaveAccessibleDescription(/nobody is told/);
    expect(prompt.open).toBe(true);
  });
});

describe('keyboard alone', () => {
  test('focus starts on “not now”, walks in reading order, and stays inside in both directions', async () => {
    const prompt = await openPrompt();
    expect(focused(prompt)).toBe('defer');
    const forward: (string | undefined)[] = [];
    for (let step = 0; step < scopes.length + 4; step += 1) {
      await userEvent.keyboard('{Tab}');
      forward.push(focused(prompt));
    }
    expect(forward).toEqual(['refuse', 'agree', ...scopesAsAsked.map(scopeKey), 'summary', 'defer']);
    inside(prompt, `[data-scope="${scopeKey(voiceForMe)}"]`).focus();
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
    expect(focused(prompt)).toBe('agree');
  });

  test('Escape is “not now”, closes, and gives focus back', async () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    const deferred = heard('assent-defer');
    const decided = heard('assent-decide');
    const prompt = await openPrompt();
    expect(document.activeElement).toBe(prompt);
    await userEvent.keyboard('{Escape}');
    await settled(prompt);
    expect(deferred).toHaveLength(1);
    expect(decided).toHaveLength(0);
    expect(prompt.open).toBe(false);
    expect(inside<HTMLDialogElement>(prompt, 'dialog').open).toBe(false);
    expect(document.activeElement).toBe(before);
    before.remove();
  });

  test('tick with Space, agree with Enter: exactly what was ticked is requested', async () => {
    const decided = heard('assent-decide');
    const prompt = await openPrompt();
    boxOf(prompt, scopeKey(faceForMe)).focus();
    await userEvent.keyboard(' ');
    inside(prompt, '[data-action="agree"]').focus();
    await userEvent.keyboard('{Enter}');
    expect(decided.map(({ detail }) => detail)).toEqual([{ given: [faceForMe] }]);
    expect(decided[0]?.composed).toBe(true);
    expect(decided[0]?.bubbles).toBe(true);
  });
});

describe('it requests and never decides', () => {
  test('agreeing with nothing ticked asks nothing and says why', async () => {
    const decided = heard('assent-decide');
    const prompt = await openPrompt();
    inside(prompt, '[data-action="agree"]').click();
    await settled(prompt);
    expect(decided).toHaveLength(0);
    expect(prompt.open).toBe(true);
    expect(inside(prompt, '[role="alert"]').textContent).toContain('Nothing is ticked yet');
  });

  test('“no to all” is one action with an empty list', async () => {
    const decided = heard('assent-decide');
    const prompt = await openPrompt();
    boxOf(prompt, scopeKey(voiceForMe)).click();
    inside(prompt, '[data-action="refuse"]').click();
    expect(decided.map(({ detail }) => detail)).toEqual([{ given: [] }]);
  });

  test('a tick that the ledger did not confirm is gone when it opens again; a confirmed one stands', async () => {
    const prompt = await openPrompt();
    boxOf(prompt, scopeKey(voiceForMe)).click();
    inside(prompt, '[data-action="agree"]').click();
    prompt.open = false;
    await settled(prompt);
    prompt.open = true;
    await settled(prompt);
    expect(boxOf(prompt, scopeKey(voiceForMe)).checked).toBe(false);

    prompt.states = [{ scope: voiceForMe, state: 'given', atSeconds: 1 }];
    await settled(prompt);
    expect(boxOf(prompt, scopeKey(voiceForMe)).checked).toBe(true);
    prompt.states = [{ scope: voiceForMe, state: 'withdrawn', atSeconds: 2 }];
    await settled(prompt);
    expect(boxOf(prompt, scopeKey(voiceForMe)).checked).toBe(false);
    expect(inside(prompt, '.scope').textContent).toContain('You stopped it');
  });

  test('stays open where the application prevents the closing', async () => {
    const prompt = await openPrompt();
    prompt.addEventListener('assent-defer', (event) => event.preventDefault());
    inside(prompt, '[data-action="defer"]').click();
    await settled(prompt);
    expect(prompt.open).toBe(true);
    await userEvent.keyboard('{Escape}{Escape}{Escape}');
    expect(inside<HTMLDialogElement>(prompt, 'dialog').open).toBe(true);
  });
});

describe('the rendered page', () => {
  test.each([
    [1024, 900],
    [390, 800],
    [320, 256],
  ])('all buttons are equal in size and weight at %i by %i', async (width, height) => {
    await page.viewport(width, height);
    const prompt = await openPrompt();
    inside(prompt, '.buttons').scrollIntoView();
    const looks = allInside(prompt, '.buttons button').map((button) => {
      button.blur();
      const { width: w, height: h } = button.getBoundingClientRect();
      const { color, backgroundColor, borderColor, borderWidth, fontSize, fontWeight, opacity } =
        getComputedStyle(button);
      const size = [Math.round(w), Math.round(h)];
      return { size, color, backgroundColor, borderColor, borderWidth, fontSize, fontWeight, opacity };
    });
    expect(looks).toHaveLength(3);
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
    expect(looks[0]?.size[1]).toBeGreaterThanOrEqual(44);
  });

  test('at 320 by 256 (1280 at 400 %) nothing overflows sideways and every control can be reached', async () => {
    await page.viewport(320, 256);
    const prompt = await openPrompt();
    const dialog = inside(prompt, 'dialog');
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
    for (const control of allInside(prompt, 'button, input, summary')) {
      control.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = control.getBoundingClientRect();
      const hit = prompt.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
      expect(hit?.closest('button, input, summary') ?? hit?.closest('label')).toBeTruthy();
    }
  });
});
