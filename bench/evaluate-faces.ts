import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openHarness } from './evaluate/open-harness.ts';
import { type PeerName, peerNames } from './evaluate/page/harness.ts';
import { printExpressions } from './evaluate/print-expressions.ts';
import { readHead } from './evaluate/read-head.ts';
import { renderReport } from './evaluate/render-report.ts';
import { type ExpressionRun, runExpressions } from './evaluate/run-expressions.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';
import { runCommand } from './run-command.ts';

// `npm run evaluate -- face|affect|video --manifest m.csv [--json out.json] [--report out.html] [--corrupt all] [--compare human,face-api] [--head head.manifest.json]`

const usage =
  'usage: npm run evaluate -- face|affect|video --manifest m.csv [--json out.json] [--report out.html] [--corrupt all] [--compare human,face-api] [--head head.manifest.json]';

interface Asked extends ExpressionRun {
  readonly json: string | null;
  readonly report: string | null;
}

/** What the command line asks for; `null` where it makes no sense. */
async function read(): Promise<Asked | null> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      manifest: { type: 'string' },
      json: { type: 'string' },
      report: { type: 'string' },
      corrupt: { type: 'string' },
      compare: { type: 'string' },
      head: { type: 'string' },
    },
  });
  const [task] = positionals;
  if (positionals.length !== 1 || (task !== 'face' && task !== 'affect' && task !== 'video')) return null;
  if (values.manifest === undefined || (values.corrupt ?? 'all') !== 'all') return null;
  const compare = (values.compare ?? '').split(',').filter(Boolean);
  if (compare.some((name) => !peerNames.includes(name as PeerName))) return null;
  return {
    task,
    manifest: values.manifest,
    corrupt: values.corrupt === 'all',
    compare: compare as readonly PeerName[],
    head: values.head === undefined ? null : await readHead(values.head),
    json: values.json ?? null,
    report: values.report ?? null,
  };
}

async function main(): Promise<number> {
  const asked = await read();
  if (asked === null) {
    console.error(usage);
    return 2;
  }
  const network = asked.task === 'video' ? await loadSpeechNetwork() : null;
  const harness = await openHarness();
  try {
    const evaluation = await runExpressions(asked, harness, network);
    console.log(printExpressions(evaluation));
    if (asked.json !== null) await writeFile(asked.json, `${JSON.stringify(evaluation, null, 2)}\n`);
    if (asked.report !== null) await writeFile(asked.report, renderReport(evaluation));
    return evaluation.measured > 0 ? 0 : 1;
  } finally {
    await harness.close();
  }
}

await runCommand(main);
