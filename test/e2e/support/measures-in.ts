import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { attributeNow } from './attribute-now.ts';
import { until } from './until.ts';

/**
 * Opens an app that has the plugin in it, reads its prompt's language, agrees to voice and face, waits until both are measured, and stops.
 * Fails where the app broke its policy, could not load something, or told a third party.
 */
export async function measuresIn(browser: Browser, url: string, language = 'en'): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // Every browser asks for it; an app without one is no fault.
      if (message.location().url.endsWith('/favicon.ico')) return;
      if (message.type() === 'warning' || message.type() === 'error') faults.push(message.text());
    });
    const { origin } = new URL(url);
    const foreign: string[] = [];
    context.on('request', (request) => {
      if (new URL(request.url()).origin !== origin && !/^(data|blob):/.test(request.url()))
        foreign.push(request.url());
    });
    await page.goto(url);
    await page.locator(`assent-consent-prompt dialog[open][lang=${language}]`).waitFor();
    await agreeAndBeMeasured(page, faults);
    await page.locator('assent-indicator [data-action="stop-all"]').click();
    await until('the workers gone', async () => page.workers().length === 0);
    expect(faults.filter((text) => /content.security.policy|failed to/i.test(text))).toEqual([]);
    expect(foreign).toEqual([]);
  } finally {
    await context.close();
  }
}

/** Agrees to voice and face in the plugin's prompt and waits until both are measured. */
export async function agreeAndBeMeasured(page: Page, faults: readonly string[]): Promise<void> {
  const prompt = page.locator('assent-consent-prompt');
  for (const scope of ['voice.self-view.behaviour', 'face.self-view.behaviour']) {
    await prompt.locator(`input[data-scope="${scope}"]`).check();
  }
  expect(page.workers()).toHaveLength(0);
  await prompt.locator('[data-action="agree"]').click();
  await page.locator('assent-call-panel [data-action="toggle"]').click();
  for (const name of ['smile', 'pitch']) {
    await until(`${name} measured; faults: ${faults.join('; ')}`, async () => {
      const shown = page.locator(`assent-self-view [data-signal="${name}"]`);
      return (await attributeNow(shown, 'data-state')) === 'measured';
    });
  }
}
