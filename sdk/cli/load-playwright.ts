import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cwd } from 'node:process';
import type { BrowserType } from 'playwright-core';

const packages = ['playwright-core', 'playwright', '@playwright/test'];

/** Playwright's Chromium, from the project in the current folder or from beside this package; `null` where it is not installed. */
export function loadPlaywright(): BrowserType | null {
  const requires = [createRequire(join(cwd(), 'package.json')), createRequire(import.meta.url)];
  for (const require of requires) {
    for (const name of packages) {
      try {
        return (require(name) as { readonly chromium: BrowserType }).chromium;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
  }
  return null;
}
