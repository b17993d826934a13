import axe from 'axe-core';
import { expect } from 'vitest';
import { allInside } from './mount.ts';

/** What axe finds in an element, with everything unfolded and at rest. */
export async function violations(
  element: HTMLElement,
  colours: 'ours' | 'forced' = 'ours',
): Promise<readonly string[]> {
  for (const details of allInside(element, 'details')) (details as HTMLDetailsElement).open = true;
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  const {
    violations: found,
    passes,
    incomplete,
  } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A part of a page has no landmarks or main heading of its own.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      // Forced colours are the person's own choice, and axe does not know them.
      'color-contrast': { enabled: colours === 'ours' },
    },
  });
  expect(passes.length).toBeGreaterThan(0);
  // Contrast that axe cannot work out would pass unseen.
  expect(incomplete.filter(({ id }) => id === 'color-contrast')).toEqual([]);
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}
