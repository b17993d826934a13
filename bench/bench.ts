import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { cacheFolder } from '../test/e2e/support/cache-folder.ts';
import { launchBrowser } from '../test/e2e/support/launch-browser.ts';
import { makeFaceClip } from '../test/e2e/support/make-face-clip.ts';
import { startDemo } from '../test/e2e/support/start-demo.ts';
import type { Figure } from './call/figure.ts';
import { measureEight } from './call/measure-eight.ts';
import { measureFirstSignal } from './call/measure-first-signal.ts';
import { measureFrameRate } from './call/measure-frame-rate.ts';
import { measureSizes } from './call/measure-sizes.ts';
import { measureVoiceDelay } from './call/measure-voice-delay.ts';
import { printFigures } from './call/print-figures.ts';
import { runCommand } from './run-command.ts';

// `npm run bench [-- sizes first-signal voice-delay frame-rate eight] [--runs 5] [--json out.json]`

const usage =
  'usage: npm run bench [-- [sizes] [first-signal] [voice-delay] [frame-rate] [eight] [--runs 5] [--json out.json]]';

interface Part {
  readonly title: string;
  measure(runs: number): Promise<readonly Figure[]>;
}

/** A browser and a server of its own for each part: none pays for what another left behind. */
async function inCall<T>(use: (browser: Browser, demoUrl: string) => Promise<T>): Promise<T> {
  const video = await makeFaceClip();
  const browser = await launchBrowser({ video, audio: join(cacheFolder, 'media', 'jfk.wav') });
  try {
    const demo = await startDemo();
    try {
      return await use(browser, demo.url);
    } finally {
      await demo.stop();
    }
  } finally {
    await browser.close();
  }
}

const parts: Readonly<Record<string, Part>> = {
  sizes: { title: 'Size for an app that bundles it, gzipped, without rxjs', measure: () => measureSizes() },
  'first-signal': {
    title: 'From the click on “agree” to a signal, nothing cached',
    measure: (runs) =>
      inCall(async (browser, url) => [
        await measureFirstSignal(browser, url, 'face', runs),
        await measureFirstSignal(browser, url, 'voice', runs),
      ]),
  },
  'voice-delay': {
    title: 'From a sound to its voice frame in the page, in a call',
    measure: () => inCall(measureVoiceDelay),
  },
  'frame-rate': {
    title: 'The call’s own pictures, in a call of two on this machine',
    measure: () => inCall((browser, url) => measureFrameRate(browser, url, 3)),
  },
  eight: {
    title: 'Eight participants on this machine, all of them measured',
    measure: () => inCall(measureEight),
  },
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: 'string', default: '5' }, json: { type: 'string' } },
  });
  const runs = Number(values.runs);
  const names = positionals.length === 0 ? Object.keys(parts) : positionals;
  if (!Number.isInteger(runs) || runs < 1 || names.some((name) => !Object.hasOwn(parts, name))) {
    console.error(usage);
    return 2;
  }
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`;
  console.log(machine);
  const figures: Record<string, readonly Figure[]> = {};
  for (const name of names) {
    const part = parts[name];
    if (part === undefined) continue;
    const measured = await part.measure(runs);
    figures[name] = measured;
    console.log(`\n${printFigures(part.title, measured)}`);
  }
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
  }
  return 0;
}

await runCommand(main);
