import type { Browser } from 'playwright-core';

/** The events of Chromium's tracing that are read here. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** Microseconds of processor time; the rest is waiting for a processor that others hold. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * What the page's main thread did for each measured frame, in milliseconds of processor time: all
 * of its tasks from one `measured` mark to the next, whosever they are, so at
 * most too much is counted. Traced by the browser itself.
 */
export async function measureMainThread(browser: Browser, seconds: number): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline', 'blink.user_timing', '__metadata'],
      excludedCategories: ['*'],
    },
  });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return perMark(events);
}

function perMark(events: readonly TraceEvent[]): readonly number[] {
  const marks = events.filter(({ name }) => name === 'measured').sort((a, b) => a.ts - b.ts);
  const [first] = marks;
  if (first === undefined) throw new Error('the trace holds no measured frame');
  const tasks = events
    .filter(
      ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === first.pid && tid === first.tid,
    )
    .sort((a, b) => a.ts - b.ts);
  const milliseconds = marks.map(() => 0);
  let mark = 0;
  for (const { ts, tdur = 0 } of tasks) {
    // A mark lies inside the task that made it: that task still belongs to its frame.
    while (mark < marks.length && (marks[mark]?.ts ?? 0) < ts) mark += 1;
    if (mark < marks.length) milliseconds[mark] = (milliseconds[mark] ?? 0) + tdur / 1000;
  }
  // Before the first mark the trace saw only a part.
  return milliseconds.slice(1);
}
