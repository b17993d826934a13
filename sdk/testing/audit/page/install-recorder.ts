import type { LiveReader, LiveReport, MediaOrigin, PageReport, ReadKind } from './page-report.ts';

/** What the watches in the page share. */
export interface Recorder {
  tell(report: PageReport): void;
  /** Milliseconds since the Unix epoch, on the page's monotonic clock. */
  now(): number;
  /** Address of the script that is calling, as far as the stack says. */
  where(): string;
  read(how: ReadKind, media: 'audio' | 'video', of: MediaOrigin): void;
  /** Asked for the state of things ten times a second. */
  readonly readers: (() => readonly LiveReader[])[];
  readonly contexts: (() => LiveReport['contexts'])[];
  readonly trackCounts: (() => { readonly ownTracks: number; readonly remoteTracks: number })[];
  /** Replaces a constructor by one that tells of each instance and is otherwise the same. */
  onConstruct<T>(name: string, told: (instance: T, args: readonly unknown[]) => void): void;
  /** Replaces a method by one that tells and is otherwise the same. */
  onCall(
    owner: object | undefined,
    name: string,
    told: {
      readonly before?: (self: unknown, args: readonly unknown[]) => void;
      readonly after?: (self: unknown, args: readonly unknown[], result: unknown) => void;
    },
  ): void;
}

/**
 * Prepares the page to be watched; runs in the page, before its first script, and refers to nothing outside
 * of itself. What it replaces looks and behaves as before: name, length, text, prototype, errors.
 */
export function installRecorder(bindingName: string): Recorder {
  const root = globalThis as unknown as Record<string, unknown>;
  const send = root[bindingName] as (reports: readonly PageReport[]) => void;
  // The page shall find nothing that it would not find without an audit.
  Reflect.deleteProperty(root, bindingName);
  const { setTimeout, setInterval, queueMicrotask, performance } = globalThis;
  const later = setTimeout.bind(globalThis);
  const soon = queueMicrotask.bind(globalThis);
  const now = (): number => performance.timeOrigin + performance.now();

  let queue: PageReport[] = [];
  function tell(report: PageReport): void {
    queue.push(report);
    if (queue.length > 1) return;
    soon(() => {
      const reports = queue;
      queue = [];
      try {
        send(reports);
      } catch {
        // The page is going away.
      }
    });
  }

  function where(): string {
    const script = /(?:https?|blob|file):[^\s)]+/.exec(new Error().stack ?? '')?.[0];
    return script?.replace(/(:\d+)+$/, '') ?? 'a script without an address';
  }

  const originals = new WeakMap<object, object>();
  function quietly(told: () => void): void {
    try {
      told();
    } catch {
      // A fault of the audit is not the app's.
    }
  }

  const textOf = Function.prototype.toString;
  const maskedTextOf = new Proxy(textOf, {
    apply: (target, self, args) => Reflect.apply(target, originals.get(self as object) ?? self, args),
  });
  originals.set(maskedTextOf, textOf);
  Object.defineProperty(Function.prototype, 'toString', {
    ...Object.getOwnPropertyDescriptor(Function.prototype, 'toString'),
    value: maskedTextOf,
  });

  const reads = new Map<string, { atMs: number; untilMs: number; times: number; waiting: boolean }>();
  function read(how: ReadKind, media: 'audio' | 'video', of: MediaOrigin): void {
    const script = where();
    const key = `${how} ${media} ${of} ${script}`;
    const known = reads.get(key) ?? { atMs: 0, untilMs: 0, times: 0, waiting: false };
    reads.set(key, known);
    const atMs = now();
    if (known.times === 0) known.atMs = atMs;
    known.untilMs = atMs;
    known.times += 1;
    const flush = (): void => {
      const { atMs: from, untilMs, times } = known;
      known.times = 0;
      if (times > 0) tell({ type: 'read', how, media, of, where: script, atMs: from, untilMs, times });
    };
    if (known.waiting) return;
    flush();
    known.waiting = true;
    later(() => {
      known.waiting = false;
      flush();
    }, 100);
  }

  const recorder: Recorder = {
    tell,
    now,
    where,
    read,
    readers: [],
    contexts: [],
    trackCounts: [],
    onConstruct(name, told) {
      const descriptor = Object.getOwnPropertyDescriptor(root, name);
      const original: unknown = descriptor?.value;
      if (descriptor === undefined || typeof original !== 'function') return;
      const masked: object = new Proxy(original, {
        construct(target, args, newTarget) {
          const instance = Reflect.construct(target, args, newTarget) as object;
          quietly(() => told(instance as never, args));
          return instance;
        },
      });
      originals.set(masked, original);
      Object.defineProperty(root, name, { ...descriptor, value: masked });
      const { prototype } = original as { prototype?: object };
      const own = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor');
      if (prototype && own) Object.defineProperty(prototype, 'constructor', { ...own, value: masked });
    },
    onCall(owner, name, { before, after }) {
      const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
      const original: unknown = descriptor?.value;
      if (!owner || !descriptor || typeof original !== 'function') return;
      const masked = new Proxy(original, {
        apply(target, self, args) {
          if (before) quietly(() => before(self, args));
          const result: unknown = Reflect.apply(target as () => unknown, self, args);
          if (after) quietly(() => after(self, args, result));
          return result;
        },
      });
      originals.set(masked, original);
      Object.defineProperty(owner, name, { ...descriptor, value: masked });
    },
  };

  let last = '';
  function tellState(): void {
    const state = {
      readers: recorder.readers.flatMap((list) => list()),
      contexts: recorder.contexts.flatMap((list) => list()),
      ...(recorder.trackCounts[0]?.() ?? { ownTracks: 0, remoteTracks: 0 }),
    };
    const text = JSON.stringify(state);
    if (text === last) return;
    last = text;
    tell({ type: 'live', atMs: now(), ...state });
  }
  setInterval.call(globalThis, () => quietly(tellState), 50);
  soon(() => quietly(tellState));
  addEventListener('click', ({ isTrusted }) => isTrusted && tell({ type: 'click', atMs: now() }), true);
  return recorder;
}
