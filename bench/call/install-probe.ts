import type { Page } from 'playwright-core';
import { ROW, ROW_LENGTH } from '../../sdk/voice/frame-row.ts';

/** What the probe in a document keeps; every frame of the page has its own. */
export interface Probe {
  readonly connections: RTCPeerConnection[];
  /** What the face worker told: frames measured and how long they kept it busy. */
  readonly face: { frames: number; busyMilliseconds: number };
  /**
   * How long after the middle of the sound that it is about each voice frame reached the page, and what of that the
   * browser says that the device keeps to itself, in seconds.
   */
  readonly voice: { readonly delaysSeconds: number[]; deviceSeconds: number };
  /** When the participant's yes was clicked, and when each own signal was first shown as measured. */
  readonly first: { agreedAt: number | null; readonly shownAt: Record<string, number> };
}

/** Watches the platform from before the first script of every document of the page: it counts, it changes nothing. */
export async function installProbe(page: Page): Promise<void> {
  // tsx marks named functions with a helper of its own that a page lacks.
  await page.addInitScript({
    content: `globalThis.__name ??= (named) => named; (${watchPlatform})(${JSON.stringify(voiceRows)});`,
  });
}

const voiceRows = { length: ROW_LENGTH, atSeconds: ROW.atSeconds };

function watchPlatform(rows: typeof voiceRows): void {
  const probe: Probe = {
    connections: [],
    face: { frames: 0, busyMilliseconds: 0 },
    voice: { delaysSeconds: [], deviceSeconds: 0 },
    first: { agreedAt: null, shownAt: {} },
  };
  Object.assign(window, { benchProbe: probe });

  Reflect.set(
    window,
    'RTCPeerConnection',
    new Proxy(RTCPeerConnection, {
      construct(target, args, newTarget) {
        const connection: RTCPeerConnection = Reflect.construct(target, args, newTarget);
        probe.connections.push(connection);
        return connection;
      },
    }),
  );
  Reflect.set(
    window,
    'Worker',
    new Proxy(Worker, {
      construct(target, args, newTarget) {
        const worker: Worker = Reflect.construct(target, args, newTarget);
        const { name } = (args[1] ?? {}) as WorkerOptions;
        if (name === 'assent-voice') {
          const { postMessage } = worker;
          worker.postMessage = (...request: [unknown]) => {
            const [message] = request as [{ readonly inputLatencySeconds?: number }];
            probe.voice.deviceSeconds = message.inputLatencySeconds ?? 0;
            postMessage.apply(worker, request);
          };
        }
        worker.addEventListener('message', ({ data }) => {
          if (name === 'assent-voice' && data?.kind === 'rows') {
            const now = (performance.timeOrigin + performance.now()) / 1000;
            for (let at = 0; at < data.rows.length; at += rows.length)
              probe.voice.delaysSeconds.push(now - data.rows[at + rows.atSeconds]);
          }
          if (name !== 'assent-face' || data?.kind !== 'measured') return;
          probe.face.frames += 1;
          probe.face.busyMilliseconds += data.busyMilliseconds;
        });
        return worker;
      },
    }),
  );

  const find = (root: Document | ShadowRoot): Element | null => {
    const own = root.querySelector('[data-testid="self-view"]');
    if (own !== null) return own;
    for (const element of root.querySelectorAll('*')) {
      const inner = element.shadowRoot === null ? null : find(element.shadowRoot);
      if (inner !== null) return inner;
    }
    return null;
  };
  let selfView: Element | null = null;
  const look = (): void => {
    if (selfView?.isConnected !== true) selfView = find(document);
    const shown = selfView?.shadowRoot?.querySelectorAll('[data-signal][data-state="measured"]') ?? [];
    for (const element of shown) {
      probe.first.shownAt[element.getAttribute('data-signal') ?? ''] ??= performance.now();
    }
  };
  addEventListener(
    'click',
    (event) => {
      const agrees = event
        .composedPath()
        .some((target) => target instanceof Element && target.getAttribute('data-action') === 'agree');
      if (!agrees || probe.first.agreedAt !== null) return;
      probe.first.agreedAt = event.timeStamp;
      setInterval(look, 20);
    },
    { capture: true },
  );
}
