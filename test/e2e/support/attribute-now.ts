import type { Locator } from 'playwright-core';

/**
 * The attribute of the first element that is there now, or `null`. In one step:
 * an element counted and then read may have gone in between, and reading waits for it.
 */
export function attributeNow(locator: Locator, name: string): Promise<string | null> {
  return locator.evaluateAll(([element], asked) => element?.getAttribute(asked) ?? null, name);
}
