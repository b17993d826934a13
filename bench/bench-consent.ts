import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/e2e/support/launch-browser.ts';
import { printFigures } from './call/print-figures.ts';
import type { ConsentBenchPage, Round } from './consent/round.ts';
import { collectFootage } from './face/collect-footage.ts';
import { serveBench } from './face/serve-bench.ts';
import { runCommand } from './run-command.ts';

// `npm run bench:consent [-- --rounds 200] [--json out.json]`: from the click on "stop" to silence, and from the click on
// "agree" to the first value, with voice, face and affect, a camera at 60 frames a second and a page that paints.

const usage = 'usage: npm run bench:consent [-- --rounds 200] [--json out.json]';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '200' }, json: { type: 'string' } },
  });
  const wanted = Number(values.rounds);
  if (!(Number.isInteger(wanted) && wanted >= 1)) {
    console.error(usage);
    return 2;
  }
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`;
  console.log(machine);
  const rounds = await measure(wanted);
  const revoke = rounds.map(({ revokeToLastValue, revokeToTerminated }) =>
    Math.max(revokeToLastValue, revokeToTerminated),
  );
  const result = {
    revokeToSilenceMillisecondsP95: quantile(revoke, 0.95),
    revokeToSilenceMillisecondsMax: Math.max(...revoke),
    grantToFirstEstimateMillisecondsP50: quantile(
      rounds.map(({ grantToFirstValue }) => grantToFirstValue),
      0.5,
    ),
  };
  const stragglers = rounds.reduce((sum, round) => sum + round.stragglers, 0);
  console.log(
    printFigures(`${rounds.length} consents, given and taken back`, [
      {
        id: 'p95',
        what: 'click on “stop” to silence, 95th percentile',
        value: result.revokeToSilenceMillisecondsP95,
        unit: 'ms',
        budget: { atMost: 100 },
        detail: `median ${quantile(revoke, 0.5).toFixed(1)} ms`,
      },
      {
        id: 'max',
        what: 'click on “stop” to silence, longest',
        value: result.revokeToSilenceMillisecondsMax,
        unit: 'ms',
        budget: { atMost: 250 },
      },
      {
        id: 'stragglers',
        what: 'values emitted after the workers were gone',
        value: stragglers,
        unit: '',
        budget: { atMost: 0 },
      },
      {
        id: 'grant',
        what: 'click on “agree” to the first value, median',
        value: result.grantToFirstEstimateMillisecondsP50,
        unit: 'ms',
      },
    ]),
  );
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify({ ...result, stragglers, machine, rounds }, null, 2)}\n`);
  }
  return stragglers === 0 ? 0 : 1;
}

async function measure(wanted: number): Promise<readonly Round[]> {
  const server = await serveBench('bench/consent');
  const browser = await launchBrowser();
  try {
    const preparing = await browser.newPage();
    await preparing.goto(`${server.url}/footage.json`);
    const { footage, planes } = await collectFootage(preparing, '/media/franck.mp4');
    server.play(footage, planes);
    await preparing.close();
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    await page.goto(server.url);
    for (let round = 0; round < wanted; round += 1) {
      await inState(page, 'waiting-for-agree');
      await page.locator('#agree').click();
      await inState(page, 'measuring');
      await page.locator('assent-indicator [data-action="stop-all"]').click();
    }
    await inState(page, 'waiting-for-agree');
    return await page.evaluate(() => (Reflect.get(window, 'consentBench') as ConsentBenchPage).rounds);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function inState(page: Page, state: ConsentBenchPage['state']): Promise<void> {
  await page.waitForFunction(
    (wanted) => (Reflect.get(window, 'consentBench') as ConsentBenchPage | undefined)?.state === wanted,
    state,
    { timeout: 60_000 },
  );
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

await runCommand(main);
