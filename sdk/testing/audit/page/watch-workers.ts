import type { Recorder } from './install-recorder.ts';
import type { FrameStreams } from './watch-pictures.ts';

/** Tells of workers, of the media that they are handed, and of the numbers that they answer with; runs in the page. */
export function watchWorkers(recorder: Recorder, frames: FrameStreams): void {
  const ids = new WeakMap<object, number>();
  const told = new Set<string>();
  let made = 0;

  function follow(worker: EventTarget, url: unknown, options: unknown): void {
    made += 1;
    ids.set(worker, made);
    const name = typeof options === 'string' ? options : ((options as WorkerOptions | undefined)?.name ?? '');
    const address = new URL(String(url), document.baseURI).href;
    recorder.tell({
      type: 'worker',
      id: made,
      url: address,
      name,
      where: recorder.where(),
      atMs: recorder.now(),
    });
    let last = 0;
    worker.addEventListener('message', (event) => {
      const atMs = recorder.now();
      if (atMs - last < 100) return;
      const values: number[] = [];
      collect((event as MessageEvent).data, values, 0);
      if (values.length === 0) return;
      last = atMs;
      recorder.tell({ type: 'numbers', values, atMs });
    });
  }

  /** Numbers with enough digits to be known again: not counts, not round figures. */
  function collect(value: unknown, into: number[], depth: number): void {
    if (into.length >= 120 || depth > 4) return;
    if (typeof value === 'number') {
      if (Number.isFinite(value) && Math.abs(value * 1000 - Math.round(value * 1000)) > 1e-6)
        into.push(value);
    } else if (ArrayBuffer.isView(value)) {
      if (value instanceof Float32Array || value instanceof Float64Array) {
        for (const item of value.subarray(0, 120)) collect(item, into, depth + 1);
      }
    } else if (typeof value === 'string') collectBytes(value, into);
    else if (typeof value === 'object' && value !== null) {
      for (const item of Object.values(value)) collect(item, into, depth + 1);
    }
  }

  /** Numbers of single precision that a text holds as bytes, one in each character: so the face worker tells a frame. */
  function collectBytes(text: string, into: number[]): void {
    const isText = (byte: number): boolean => byte >= 32 && byte < 127;
    const bytes = Uint8Array.from(text.slice(0, 480), (char) => char.charCodeAt(0));
    if (bytes.every(isText)) return;
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const value = view.getFloat32(at);
      // Bytes of anything else come to numbers beyond what is measured.
      if (Math.abs(value) > 1e-4 && Math.abs(value) < 1e4) collect(value, into, 0);
    }
  }

  recorder.onConstruct<Worker>('Worker', (worker, [url, options]) => follow(worker, url, options));
  recorder.onConstruct<SharedWorker>('SharedWorker', (worker, [url, options]) => {
    follow(worker, url, options);
    ids.set(worker.port, ids.get(worker) ?? 0);
  });

  // A microphone reaches a worker by a port that an AudioWorkletNode holds the other end of.
  const partners = new WeakMap<MessagePort, MessagePort>();
  const fromMicrophone = new WeakSet<MessagePort>();
  const worklets = new WeakSet<MessagePort>();
  recorder.onConstruct<MessageChannel>('MessageChannel', ({ port1, port2 }) => {
    partners.set(port1, port2);
    partners.set(port2, port1);
  });
  recorder.onConstruct<AudioWorkletNode>('AudioWorkletNode', ({ port }) => void worklets.add(port));

  function whatIs(item: unknown, worker: number): string | null {
    if (typeof VideoFrame === 'function' && item instanceof VideoFrame) return 'pictures';
    if (item instanceof ImageBitmap) return 'pictures';
    if (frames.handedTo(item, worker)) return 'the stream of frames';
    return item instanceof MessagePort && fromMicrophone.has(item) ? 'the sound' : null;
  }
  function watchPosting(self: unknown, [message, options]: readonly unknown[]): void {
    const list = Array.isArray(options)
      ? options
      : ((options as { transfer?: unknown[] } | undefined)?.transfer ?? []);
    if (self instanceof MessagePort && worklets.has(self)) {
      for (const port of list) {
        const other = port instanceof MessagePort ? partners.get(port) : undefined;
        if (other) fromMicrophone.add(other);
      }
    }
    const worker = ids.get(self as object);
    if (worker === undefined) return;
    const parts = typeof message === 'object' && message !== null ? Object.values(message) : [];
    for (const item of [message, ...parts, ...list]) {
      const what = whatIs(item, worker);
      if (what === null || told.has(`${worker} ${what}`)) continue;
      told.add(`${worker} ${what}`);
      recorder.tell({ type: 'fed', id: worker, what, atMs: recorder.now() });
    }
  }
  recorder.onCall(Worker.prototype, 'postMessage', { before: watchPosting });
  recorder.onCall(MessagePort.prototype, 'postMessage', { before: watchPosting });
}
