import type { CDPSession, Page } from 'playwright-core';
import type { BrowserCommand } from 'vitest/node';

/** What a realm still holds after its garbage was collected. */
export interface HeldMemory {
  /** JavaScript objects. */
  readonly heapBytes: number;
  /** What typed arrays and pictures' pixels lie in. */
  readonly bufferBytes: number;
}

/** What a worker still holds after its garbage was collected. */
export interface WorkerMemory extends HeldMemory {
  readonly wasmBytes: number;
  /** Frames of the camera that it read and did not close. */
  readonly openFrames: number;
}

type Send = (method: string, params?: object) => Promise<unknown>;

/** A worker that runs. */
interface WatchedWorker {
  readonly send: Send;
  /** Parts of the heap snapshot that it is asked for. */
  readonly chunks: string[];
}

/** A page whose workers are counted from inside. */
interface Watched {
  readonly page: Send;
  /** By the session that looks into them. */
  readonly workers: ReadonlyMap<string, WatchedWorker>;
}

/** Looks into the page of a test and its workers by the DevTools protocol. */
function createMemoryCommands(): {
  readonly memoryWatch: BrowserCommand<[]>;
  readonly memoryWorkers: BrowserCommand<[]>;
  readonly memoryOfPage: BrowserCommand<[]>;
  readonly memoryOfWorker: BrowserCommand<[]>;
  readonly memoryOfObjects: BrowserCommand<[]>;
} {
  const watched = new WeakMap<Page, Watched>();
  const of = (page: Page): Watched => {
    const found = watched.get(page);
    if (found === undefined) throw new Error('memoryWatch was not called');
    return found;
  };
  const onlyWorkerOf = (page: Page): WatchedWorker => {
    const [worker, ...others] = of(page).workers.values();
    if (worker === undefined || others.length > 0)
      throw new Error(`${of(page).workers.size} workers run, not one`);
    return worker;
  };
  return {
    async memoryWatch({ page, context }) {
      if (!watched.has(page)) watched.set(page, await watch(await context.newCDPSession(page)));
    },
    memoryWorkers: ({ page }) => of(page).workers.size,
    memoryOfPage: ({ page }) => heldIn(of(page).page),
    async memoryOfWorker({ page }) {
      const { send } = onlyWorkerOf(page);
      return { ...(await heldIn(send)), ...((await evaluate(send, 'counts()')) as object) };
    },
    memoryOfObjects: ({ page }) => objectsIn(onlyWorkerOf(page)),
  };
}

/** For `browser.commands` of the Vitest configuration. */
export const memoryCommands: ReturnType<typeof createMemoryCommands> = createMemoryCommands();

/** Attaches to every worker that the page starts from now on, before its script runs. */
async function watch(session: CDPSession): Promise<Watched> {
  const workers = new Map<string, WatchedWorker>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let newest = 0;
  const toWorker =
    (sessionId: string): Send =>
    (method, params = {}) =>
      new Promise((resolve, reject) => {
        newest += 1;
        waiting.set(newest, { resolve, reject });
        const message = JSON.stringify({ id: newest, method, params });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result, error, method, params } = JSON.parse(message);
    if (method === 'HeapProfiler.addHeapSnapshotChunk') workers.get(sessionId)?.chunks.push(params.chunk);
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) waiter?.resolve(result);
    else waiter?.reject(new Error(error.message));
  });
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    const send = toWorker(sessionId);
    workers.set(sessionId, { send, chunks: [] });
    // A worker that ends meanwhile answers nobody.
    evaluate(send, `(${countInside})()`).catch(() => undefined);
    send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  const options = { autoAttach: true, waitForDebuggerOnStart: true, flatten: false };
  await session.send('Target.setAutoAttach', options);
  return { page: (method, params) => session.send(method as never, params as never), workers };
}

/** Runs in a worker before its own script, which it tells nothing. */
function countInside(): void {
  const open = new Set<unknown>();
  const memories = new Set<WebAssembly.Memory>();
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const result = await read.call(this);
    if (result.value instanceof VideoFrame) open.add(result.value);
    return result;
  };
  const { close } = VideoFrame.prototype;
  VideoFrame.prototype.close = function () {
    open.delete(this);
    close.call(this);
  };
  const noting =
    (instantiate: (...given: unknown[]) => Promise<object>) =>
    async (...given: unknown[]): Promise<object> => {
      const made = await instantiate(...given);
      const { exports } =
        'instance' in made ? (made.instance as WebAssembly.Instance) : (made as WebAssembly.Instance);
      for (const one of Object.values(exports)) if (one instanceof WebAssembly.Memory) memories.add(one);
      return made;
    };
  const { instantiate, instantiateStreaming } = WebAssembly;
  Object.assign(WebAssembly, {
    instantiate: noting(instantiate as never),
    instantiateStreaming: noting(instantiateStreaming as never),
  });
  const counts = (): Omit<WorkerMemory, keyof HeldMemory> => ({
    openFrames: open.size,
    wasmBytes: [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  });
  Object.assign(globalThis, { counts });
}

async function evaluate(send: Send, expression: string): Promise<unknown> {
  const { result } = (await send('Runtime.evaluate', { expression, returnByValue: true })) as {
    result: { value?: unknown };
  };
  return result.value;
}

async function heldIn(send: Send): Promise<HeldMemory> {
  // What a first collection finalises, a second one frees.
  for (let round = 0; round < 2; round++) await send('HeapProfiler.collectGarbage');
  const usage = (await send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize: number };
  return { heapBytes: usage.usedSize, bufferBytes: usage.backingStorageSize };
}

/** What the engine compiles as code grows warm, and what stands outside of JavaScript's heap. */
const notObjects: readonly string[] = ['code', 'native', 'hidden', 'synthetic', 'object shape'];

/** Bytes of the JavaScript objects that a worker holds, without its code. */
async function objectsIn({ send, chunks }: WatchedWorker): Promise<number> {
  chunks.length = 0;
  await send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  const { snapshot, nodes } = JSON.parse(chunks.splice(0).join('')) as {
    snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
    nodes: number[];
  };
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (!notObjects.includes(types[0][nodes[node + type] ?? 0] ?? '')) bytes += nodes[node + size] ?? 0;
  }
  return bytes;
}
