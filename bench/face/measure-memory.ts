import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openCallPage } from '../../test/e2e/support/call-page.ts';
import { startDemo } from '../../test/e2e/support/start-demo.ts';
import { until } from '../../test/e2e/support/until.ts';
import type { DecodedFootage } from './collect-footage.ts';
import { openContender } from './open-contender.ts';
import { type MemoryRun, watchMemory } from './watch-memory.ts';
import { withBrowser } from './with-browser.ts';
import { writeClip } from './write-clip.ts';

/** Memory of the page's process over so many minutes of measuring the face, at the package's own defaults. */
export interface MemoryRuns {
  /** In the demo, as in any app: a call of two, a session, and the participant's own view on the screen. */
  readonly inCall: MemoryRun;
  /** In a page that does nothing but count the frames. */
  readonly inBarePage: MemoryRun;
}

/**
 * Measures both at once, each in a browser of its own. The browsers' own camera
 * plays the pictures, so that in a page's process there is nobody but the page and the package.
 */
export async function measureMemory(
  url: string,
  { footage, planes }: DecodedFootage,
  minutes: number,
): Promise<MemoryRuns> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-bench-'));
  const video = join(folder, 'camera.y4m');
  try {
    await writeClip(video, footage, planes);
    const [inCall, inBarePage] = await Promise.all([
      withBrowser((browser) => measureInCall(browser, minutes), { video }),
      withBrowser((browser) => measureInBarePage(browser, url, minutes), { video }),
    ]);
    return { inCall, inBarePage };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureInCall(browser: Browser, minutes: number): Promise<MemoryRun> {
  const demo = await startDemo();
  try {
    const open = (name: string) => openCallPage(browser, demo.url, { room: 'memory', name });
    const [other, call] = [await open('Grace'), await open('Ada')];
    await call.agree(['face.self-view.behaviour']);
    await call.openPanel('you');
    const measured = () => until('a face measured', async () => (await call.signal('smile'))?.value ?? null);
    await measured();
    const run = await watchMemory(browser, call.page, minutes);
    await measured();
    const faults = [...call.faults, ...other.faults];
    if (faults.length > 0) throw new Error(`the call: ${faults.join('; ')}`);
    if ((await call.others().count()) !== 1) throw new Error('the call: the other one is gone');
    return run;
  } finally {
    await demo.stop();
  }
}

async function measureInBarePage(browser: Browser, url: string, minutes: number): Promise<MemoryRun> {
  const running = await openContender(browser, url, 'assent', { camera: { kind: 'device' } });
  const run = await watchMemory(browser, running.page, minutes);
  running.check();
  return run;
}
