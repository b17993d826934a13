import type { Browser, Frame, Page } from 'playwright-core';
import type { Course, Evidence, Payload } from './evidence.ts';
import { initScript } from './page/init-script.ts';
import type { LiveReport, PageReport } from './page/page-report.ts';

/** A tab in the app, with everything that it does written down. */
export interface Visit {
  readonly page: Page;
  readonly evidence: Evidence;
  close(): Promise<void>;
}

const bindingName = '__assentAuditTell';

/** Opens a tab of its own, with the watch in place before the app's first script; the caller closes it. */
export async function openVisit(browser: Browser, course: Course): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['camera', 'microphone'],
  });
  const page = await context.newPage();
  const evidence = emptyEvidence(course);
  const liveByFrame = new Map<Frame, LiveReport>();
  const workersOf = new WeakMap<Frame, Map<number, Evidence['workers'][number]>>();

  const tellLive = (): void => {
    const all = [...liveByFrame.values()];
    evidence.live.push({
      type: 'live',
      atMs: Math.max(0, ...all.map(({ atMs }) => atMs)),
      readers: all.flatMap(({ readers }) => readers),
      contexts: all.flatMap(({ contexts }) => contexts),
      ownTracks: all.reduce((sum, { ownTracks }) => sum + ownTracks, 0),
      remoteTracks: all.reduce((sum, { remoteTracks }) => sum + remoteTracks, 0),
    });
  };
  await context.exposeBinding(bindingName, ({ frame }, reports: readonly PageReport[]) => {
    for (const report of reports) take(report, frame);
  });
  await context.addInitScript({ content: initScript(bindingName) });

  function take(report: PageReport, frame: Frame): void {
    switch (report.type) {
      case 'read':
        return void evidence.reads.push(report);
      case 'live':
        liveByFrame.set(frame, report);
        tellLive();
        return;
      case 'worker': {
        // The browser tells of the same worker, perhaps later: both are one entry.
        const seen = evidence.workers.find(({ url, name }) => url === report.url && name === '') ?? {
          url: report.url,
          bornMs: report.atMs,
          endedMs: null,
          fed: [],
          name: '',
        };
        if (!evidence.workers.includes(seen)) evidence.workers.push(seen);
        seen.name = report.name === '' ? 'unnamed' : report.name;
        workersOf.set(frame, (workersOf.get(frame) ?? new Map()).set(report.id, seen));
        return;
      }
      case 'fed':
        return void workersOf.get(frame)?.get(report.id)?.fed.push(report.what);
      case 'sent': {
        const { channel, url, atMs, text, bytes } = report;
        const decoded = bytes === null ? null : Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
        return void evidence.sent.push({ channel, url, atMs, text, bytes: decoded });
      }
      case 'numbers':
        for (const value of report.values) evidence.numbers.add(value);
        return;
      case 'click':
        return void evidence.clicks.push(report.atMs);
      case 'ice':
        for (const url of report.urls) evidence.iceUrls.add(url);
    }
  }

  page.on('framedetached', (frame) => void (liveByFrame.delete(frame) && tellLive()));
  page.on('worker', (worker) => {
    const url = worker.url();
    const seen = evidence.workers.find((known) => known.url === url && !attached.has(known)) ?? {
      url,
      bornMs: Date.now(),
      endedMs: null,
      fed: [],
      name: '',
    };
    attached.add(seen);
    if (!evidence.workers.includes(seen)) evidence.workers.push(seen);
    worker.on('close', () => {
      // Once the visit is over it is the audit that closes the page.
      if (evidence.endedAtMs === 0) seen.endedMs = Date.now();
    });
  });
  const attached = new WeakSet<object>();
  context.on('request', (request) => {
    const url = request.url();
    const seen = { url, method: request.method(), atMs: Date.now(), blocked: false };
    evidence.requests.push(seen);
    blockable.set(request, seen);
    const body = request.postDataBuffer();
    if (body) evidence.sent.push(payload('request', url, body));
  });
  const blockable = new WeakMap<object, { blocked: boolean }>();
  context.on('requestfailed', (request) => {
    const seen = blockable.get(request);
    if (seen && /csp|BLOCKED_BY/i.test(request.failure()?.errorText ?? '')) seen.blocked = true;
  });
  page.on('websocket', (socket) => {
    const url = socket.url();
    evidence.requests.push({ url, method: 'SOCKET', atMs: Date.now(), blocked: false });
    socket.on('framesent', ({ payload: data }) => evidence.sent.push(payload('socket', url, data)));
    socket.on('framereceived', ({ payload: data }) => evidence.received.push(payload('socket', url, data)));
  });
  page.on('response', (response) => {
    const request = response.request();
    if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return;
    const policy = response.headers()['content-security-policy'];
    evidence.policies.splice(0, evidence.policies.length, ...(policy === undefined ? [] : [policy]));
  });
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  return { page, evidence, close: () => context.close() };
}

function payload(channel: Payload['channel'], url: string, data: string | Uint8Array): Payload {
  const atMs = Date.now();
  if (typeof data === 'string') return { channel, url, atMs, text: data, bytes: null };
  const bytes = new Uint8Array(data);
  try {
    return { channel, url, atMs, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes };
  } catch {
    return { channel, url, atMs, text: null, bytes };
  }
}

function emptyEvidence(course: Course): Evidence {
  return {
    course,
    reads: [],
    live: [],
    workers: [],
    requests: [],
    sent: [],
    received: [],
    numbers: new Set(),
    iceUrls: new Set(),
    clicks: [],
    policies: [],
    indicator: [],
    values: [],
    text: '',
    kept: [],
    prompt: null,
    promptAtMs: null,
    answeredAtMs: null,
    closedByOneClick: false,
    askedAgainAtMs: null,
    startedAtMs: null,
    withdrawnAtMs: null,
    endedAtMs: 0,
  };
}
