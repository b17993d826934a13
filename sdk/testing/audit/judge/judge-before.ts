import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import type { Evidence, SeenRequest } from '../evidence.ts';
import type { ReadReport } from '../page/page-report.ts';
import { type CaseFile, shortAddress, visitsOf } from './case-file.ts';
import { describeRead } from './describe-read.ts';

/** Promise 1: nothing is read, fetched or constructed for measuring while there is no yes. */
export function judgeBefore(file: CaseFile): readonly AuditCheck[] {
  const { undecided, refused, plan } = file;
  const reached = undecided.promptAtMs !== null;
  const before = visitsOf(file).flatMap((visit) =>
    within(file, visit, 0, visit.answeredAtMs ?? visit.endedAtMs),
  );
  const asked = reached ? 'before any answer' : 'and no consent prompt was ever shown';
  const prompt = `no consent prompt (${plan.selectors.refuse}) was reached within ${plan.promptWithinSeconds} s`;
  return [
    checkOf(
      1,
      'prompt-reached',
      'people are asked',
      reached
        ? []
        : [
            before.length > 0
              ? `${prompt}, yet media is read: this app measures without asking`
              : `${prompt}; name the steps to it (--join, --fill) or where it is (--prompt, --agree, --refuse)`,
          ],
    ),
    checkOf(
      1,
      'nothing-before-consent',
      'no frame or sample is read, no model fetched and no measuring worker made before a yes',
      before.map((finding) => `${finding}, ${asked}`),
    ),
    refused === null || refused.answeredAtMs === null
      ? notTested(1, 'nothing-after-refusal', 'nothing is read after a no', 'no prompt was answered')
      : checkOf(
          1,
          'nothing-after-refusal',
          'nothing is read, fetched or made after a no',
          within(file, refused, refused.answeredAtMs, refused.endedAtMs).map(
            (finding) => `${finding}, after a refusal`,
          ),
        ),
  ];
}

function within(file: CaseFile, visit: Evidence, fromMs: number, toMs: number): readonly string[] {
  return [
    ...readsOf(
      file,
      visit.reads.filter(({ of, untilMs, atMs }) => of !== 'remote' && untilMs >= fromMs && atMs < toMs),
    ),
    ...workersOf(file, visit, fromMs, toMs),
    ...modelsOf(
      file,
      visit.requests.filter(({ atMs }) => atMs >= fromMs && atMs < toMs),
    ),
  ];
}

/** One finding for each means and script, with how often. */
export function readsOf({ plan, exceptions }: CaseFile, reads: readonly ReadReport[]): readonly string[] {
  const byCause = new Map<string, { read: ReadReport; times: number }>();
  for (const read of reads) {
    const key = `${read.how} ${read.media} ${read.of} ${read.where}`;
    byCause.set(key, { read, times: (byCause.get(key)?.times ?? 0) + read.times });
  }
  return [...byCause.values()].flatMap(({ read, times }) => {
    const finding = `${describeRead(read)}${often(times)} in ${shortAddress(read.where, plan)}`;
    return exceptions.excuses(read.how, read.where, finding) ? [] : [finding];
  });
}

// Not the exact figure: the same fault in two visits is one finding.
function often(times: number): string {
  return times === 1 ? ', once,' : times < 10 ? ', several times,' : ', many times,';
}

function workersOf(
  { plan, exceptions }: CaseFile,
  visit: Evidence,
  fromMs: number,
  toMs: number,
): readonly string[] {
  return visit.workers
    .filter(
      ({ bornMs, fed, name }) =>
        bornMs >= fromMs && bornMs < toMs && (fed.length > 0 || name.startsWith('assent-')),
    )
    .flatMap(({ url, fed, name }) => {
      const given = fed.length > 0 ? `was given ${[...new Set(fed)].join(' and ')}` : 'was made';
      const finding = `worker ${shortAddress(url, plan)}${name === 'unnamed' ? '' : ` (${name})`} ${given}`;
      return exceptions.excuses('worker', url, finding) ? [] : [finding];
    });
}

/** Files of models, and of the engines that run them. */
const modelFile =
  /\.(task|onnx|ort|tflite|pte|safetensors|gguf)([?#]|$)|(vision_wasm|ort-wasm|tfjs-backend|tflite)[^/]*\.(wasm|js|mjs)([?#]|$)/i;

/** Findings for each model, or engine of models, that was fetched. */
export function modelsOf(
  { plan, exceptions }: CaseFile,
  requests: readonly SeenRequest[],
): readonly string[] {
  return requests
    .filter(({ url }) => modelFile.test(url))
    .flatMap(({ url }) => {
      const finding = `${shortAddress(url, plan)} was fetched`;
      return exceptions.excuses('model', url, finding) ? [] : [finding];
    });
}
