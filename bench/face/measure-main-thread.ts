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
 * of its tasks from one message of the worker to the next, whosever they are, so
 * at most too much is counted. Traced by the browser itself; marks of the page's
 * own would cost as much as what is measured.
 */
export async function measureMainThread(browser: Browser, seconds: number): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'],
      excludedCategories: ['*'],
    },
  });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return perMessage(events);
}

function perMessage(events: readonly TraceEvent[]): readonly number[] {
  const first = events.find(isMessage);
  if (first === undefined) throw new Error('the trace holds no message of the worker');
  const page = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts);
  const messages = page.filter(isMessage);
  const milliseconds = messages.map(() => 0);
  let message = 0;
  for (const { name, ts, tdur = 0 } of page) {
    if (name !== 'RunTask') continue;
    // A message is handled inside a task: that task still belongs to its frame.
    while (message < messages.length && (messages[message]?.ts ?? 0) < ts) message += 1;
    if (message < messages.length) milliseconds[message] = (milliseconds[message] ?? 0) + tdur / 1000;
  }
  // Before the first message the trace saw only a part.
  return milliseconds.slice(1);
}

function isMessage({ name, ph }: TraceEvent): boolean {
  return name === 'HandlePostMessage' && ph === 'X';
}
