import { afterEach, describe, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import type { AssentConsentPrompt } from '../../sdk/ui/consent-prompt.ts';
import { scopeKey } from '../../sdk/ui/scope-key.ts';
import { cases } from './cases.ts';
import { exampleNotice, faceForMe, scopes } from './examples.ts';
import { allInside, heard, inside, mount } from './mount.ts';

afterEach(async () => {
  document.documentElement.removeAttribute('style');
  document.documentElement.lang = 'en';
  await page.viewport(1024, 900);
});

/** What the keyboard has to reach in an element, in the order in which it is read. */
function controlsOf(host: Element): readonly HTMLElement[] {
  return [...(host.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])].flatMap((part) => [
    ...(part.matches('button, input, summary, [tabindex="0"]') ? [part] : []),
    ...controlsOf(part),
  ]);
}

/** What has the focus, however deep in shadow roots it lies. */
function innermostFocus(): HTMLElement | null {
  let focused = document.activeElement as HTMLElement | null;
  while (focused?.shadowRoot?.activeElement instanceof HTMLElement)
    focused = focused.shadowRoot.activeElement;
  return focused === document.body ? null : focused;
}

async function openPrompt(): Promise<AssentConsentPrompt> {
  return mount('assent-consent-prompt', { notice: await exampleNotice(), scopes, open: true });
}

/** Red, green, blue and alpha as the browser paints them, whatever notation the style is in. */
function painted(colour: string): readonly [number, number, number] {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Relative luminance and contrast by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other]
    .map((colour) => {
      const [red = 0, green = 0, blue = 0] = painted(colour).map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('“no”, “not now” and “yes” weigh the same', () => {
  const places = ['en', 'de', 'fr', 'es', 'ar'].flatMap((language) =>
    ['light', 'dark'].map((scheme) => [language, scheme] as const),
  );
  test.each(places)('in size, contrast, order and lettering (%s, %s)', async (language, scheme) => {
    document.documentElement.lang = language;
    document.documentElement.style.colorScheme = scheme;
    const prompt = await openPrompt();
    const buttons = allInside(prompt, '.buttons button');
    (document.activeElement as HTMLElement | null)?.blur();
    for (const button of buttons) button.blur();
    expect(buttons.map(({ dataset }) => dataset.action)).toEqual(['defer', 'refuse', 'agree']);
    const looks = buttons.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      const { color, backgroundColor, fontSize, fontWeight, boxShadow, borderColor } =
        getComputedStyle(button);
      return {
        size: [Math.round(width), Math.round(height)],
        contrast: contrast(color, backgroundColor),
        fontSize,
        fontWeight,
        boxShadow,
        borderColor,
      };
    });
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[2]).toEqual(looks[0]);
    expect(looks[0]?.contrast).toBeGreaterThanOrEqual(4.5);
    // Read in order, none of them alone at the far end of a line.
    const boxes = buttons.map((button) => button.getBoundingClientRect());
    const [first, second, third] = boxes;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no buttons');
    const oneRow = Math.abs(first.top - third.top) < 1;
    const gaps = oneRow
      ? [Math.abs(second.left - first.left), Math.abs(third.left - second.left)]
      : [second.top - first.top, third.top - second.top];
    expect(Math.abs((gaps[0] ?? 0) - (gaps[1] ?? 1))).toBeLessThan(1.5);
  });
});

describe('at 200 % of 1280 by 1024, by keyboard alone', () => {
  test('everything is reached, seen while it has the focus, and one scope is agreed to', async () => {
    await page.viewport(640, 512);
    const decided = heard('assent-decide');
    const prompt = await openPrompt();
    const dialog = inside(prompt, 'dialog');
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
    // What is asked is seen first, not the end of it, although the focus is on the last line.
    expect(inside(prompt, '#title').getBoundingClientRect().top).toBeGreaterThan(0);
    expect(prompt.shadowRoot?.activeElement).toBe(inside(prompt, '[data-action="defer"]'));
    const reached = new Set<string>();
    for (let step = 0; step < scopes.length + 4; step += 1) {
      await userEvent.keyboard('{Tab}');
      const control = prompt.shadowRoot?.activeElement as HTMLElement;
      reached.add(control.dataset.action ?? control.dataset.scope ?? control.localName);
      const { left, top, width, height } = control.getBoundingClientRect();
      const hit = prompt.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
      // Not under the bar of buttons (WCAG 2.2, 2.4.11), and with an outline that shows where one is.
      expect(
        hit !== null && (control.contains(hit ?? null) || hit?.closest('label')?.contains(control)),
      ).toBe(true);
      const marked = [control, control.closest('label')].some(
        (part) => part !== null && getComputedStyle(part).outlineStyle !== 'none',
      );
      expect(marked, control.outerHTML).toBe(true);
      if (control.dataset.scope === scopeKey(faceForMe)) await userEvent.keyboard(' ');
    }
    expect([...reached].sort()).toEqual(
      ['defer', 'refuse', 'agree', 'summary', ...scopes.map(scopeKey)].sort(),
    );
    while ((prompt.shadowRoot?.activeElement as HTMLElement | null)?.dataset.action !== 'agree') {
      await userEvent.keyboard('{Tab}');
    }
    await userEvent.keyboard('{Enter}');
    expect(decided.map(({ detail }) => detail)).toEqual([{ given: [faceForMe] }]);
  });

  test('every control of every element is reached, in the order in which it is read, and seen where it is', async () => {
    await page.viewport(640, 512);
    for (const [name, make] of Object.entries(cases)) {
      const element = await make();
      const controls = controlsOf(element).filter(
        (control) => control.checkVisibility() && !(control as HTMLButtonElement).disabled,
      );
      const reached: HTMLElement[] = [];
      const start = element.shadowRoot?.activeElement as HTMLElement | null;
      if (start !== null) reached.push(start);
      // Two more, as the page itself has the focus between the last and the first.
      for (let step = 0; step < controls.length + 2 && reached.length < controls.length; step += 1) {
        await userEvent.keyboard('{Tab}');
        const control = innermostFocus();
        if (control === null) continue;
        reached.push(control);
        const { left, top, width, height } = control.getBoundingClientRect();
        const right = left + Math.min(width, 44);
        const bottom = top + Math.min(height, 44);
        expect(
          left >= -2 && top >= -2 && right <= innerWidth + 2 && bottom <= innerHeight + 2,
          `${name}: ${[left, top, right, bottom].map(Math.round)} of ${innerWidth}, ${innerHeight}: ${control.outerHTML}`,
        ).toBe(true);
        const marked = [control, control.closest('label')].some(
          (part) => part !== null && getComputedStyle(part).outlineStyle !== 'none',
        );
        expect(marked, `${name}: ${control.outerHTML}`).toBe(true);
      }
      const place = (control: HTMLElement | undefined): number => controls.indexOf(control as HTMLElement);
      // From wherever the focus begins, on to the end and round to the beginning.
      const first = place(reached[0]);
      expect(reached.map(place), name).toEqual(
        controls.map((_, index) => (first + index) % Math.max(1, controls.length)),
      );
      element.remove();
    }
  });

  test('no element needs scrolling in two directions', async () => {
    await page.viewport(320, 512);
    for (const [name, make] of Object.entries(cases)) {
      const element = await make();
      expect(document.documentElement.scrollWidth, name).toBeLessThanOrEqual(320);
      element.remove();
    }
  });
});

describe('where less motion is asked for', () => {
  test('nothing moves, in any element and state', async () => {
    const emulate = (value: string): Promise<unknown> =>
      cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });
    await emulate('reduce');
    try {
      for (const [name, make] of Object.entries(cases)) {
        const element = await make();
        const moving = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter((part) => {
          const { animationName, animationDuration, transitionProperty, transitionDuration } =
            getComputedStyle(part);
          const animated = animationName !== 'none' && Number.parseFloat(animationDuration) > 0.01;
          const inTransition = transitionProperty !== 'none' && Number.parseFloat(transitionDuration) > 0.01;
          return animated || inTransition;
        });
        expect(
          moving.map(({ outerHTML }) => outerHTML.slice(0, 80)),
          name,
        ).toEqual([]);
        element.remove();
      }
    } finally {
      await emulate('');
    }
  });
});
