import type { Browser, Page } from 'playwright-core';
import type { Contender, ContenderOptions, FaceBenchPage } from './contender.ts';

/** A page in which one contender measures. */
export interface RunningContender {
  readonly page: Page;
  /** Frames measured until now. */
  frames(): Promise<number>;
  /** Ends measuring; the page stays. */
  stop(): Promise<void>;
  /** Measures again; resolves after the first frame. */
  start(): Promise<void>;
  /** What went wrong in the page or its workers since it opened; throws if anything did. */
  check(): void;
  close(): Promise<void>;
}

/** Opens a page of its own and lets a contender begin; resolves after its first frame. */
export async function openContender(
  browser: Browser,
  url: string,
  contender: Contender,
  options: ContenderOptions,
): Promise<RunningContender> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const check = (): void => {
    if (faults.length > 0) throw new Error(`${contender}: ${faults.join('; ')}`);
  };
  await page.goto(url);
  const start = (): Promise<void> =>
    Promise.race([
      page.evaluate(
        async ([who, how]) => (Reflect.get(window, 'faceBench') as FaceBenchPage).start(who, how),
        [contender, options] as const,
      ),
      page.waitForEvent('pageerror', { timeout: 120_000 }).then((error) => {
        throw new Error(`${contender}: ${error.message}`);
      }),
    ]);
  await start();
  return {
    page,
    frames: () => page.evaluate(() => (Reflect.get(window, 'faceBench') as FaceBenchPage).frames()),
    stop: () => page.evaluate(() => (Reflect.get(window, 'faceBench') as FaceBenchPage).stop()),
    start,
    check,
    close: () => context.close(),
  };
}
