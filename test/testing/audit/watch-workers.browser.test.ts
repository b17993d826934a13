import { expect, it } from 'vitest';
import { writeFaceFrame } from '../../../sdk/face/frame-row.ts';
import type { Recorder } from '../../../sdk/testing/audit/page/install-recorder.ts';
import type { PageReport } from '../../../sdk/testing/audit/page/page-report.ts';
import { watchWorkers } from '../../../sdk/testing/audit/page/watch-workers.ts';
import { mapFaceActions } from '../../../sdk/vocabulary/map-face-actions.ts';

/** What the audit is told of a worker that answers with a message. */
async function toldOf(message: unknown): Promise<readonly number[]> {
  const reports: PageReport[] = [];
  let follow: (worker: Worker, args: readonly unknown[]) => void = () => undefined;
  const recorder: Recorder = {
    tell: (report) => reports.push(report),
    now: () => performance.now() + 1000,
    where: () => '',
    read: () => undefined,
    readers: [],
    contexts: [],
    trackCounts: [],
    onConstruct: (name, told) => {
      if (name === 'Worker') follow = told as typeof follow;
    },
    onCall: () => undefined,
  };
  watchWorkers(recorder, { handedTo: () => false });
  const url = URL.createObjectURL(new Blob(['onmessage = ({ data }) => postMessage(data)']));
  const worker = new Worker(url);
  try {
    follow(worker, [url]);
    const answered = new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
    worker.postMessage(message);
    await answered;
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
  return reports.flatMap((report) => (report.type === 'numbers' ? report.values : []));
}

it('knows the numbers that the face worker tells as text', async () => {
  const row = writeFaceFrame({
    modality: 'face',
    atSeconds: 1_700_000_000.123456,
    presence: 'single',
    actions: mapFaceActions((name) => (name === 'smile' ? 0.73125391 : 0)),
    pose: { yawDegrees: 12.3456, pitchDegrees: 0, rollDegrees: -3.98765 },
    baseline: 'settled',
    quality: 0.912345,
    shortfalls: ['too-dark'],
  });
  const told = await toldOf({ kind: 'measured', row });
  expect(told).toEqual(expect.arrayContaining([0.73125391, 12.3456, -3.98765, 0.912345].map(Math.fround)));
});

it('takes no words for numbers, and other lists as they are', async () => {
  expect(await toldOf({ kind: 'failed', message: 'The model could not be fetched: 404 Not Found.' })).toEqual(
    [],
  );
  expect(await toldOf({ rows: Float64Array.of(1, 0.123456, 220.5) })).toEqual([0.123456]);
});
