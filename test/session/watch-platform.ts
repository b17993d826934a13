/** What the page made of the platform since the watch began. */
export interface WatchedPlatform {
  /** Names of the workers that live. */
  workers(): readonly string[];
  /** Everything by which media could be read or a model fetched, in order. */
  readonly made: readonly string[];
  /** Audio contexts that are not closed. */
  audioContexts(): number;
  restore(): void;
}

/** Watches the platform's own constructors and `fetch`, whoever calls them. */
export function watchPlatform(): WatchedPlatform {
  const made: string[] = [];
  const workers = new Map<Worker, string>();
  const contexts: AudioContext[] = [];
  const {
    Worker: OwnWorker,
    AudioContext: OwnContext,
    MediaStreamTrackProcessor: OwnProcessor,
    fetch,
  } = globalThis;

  globalThis.Worker = class extends OwnWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      made.push(`worker ${options?.name}`);
      workers.set(this, options?.name ?? '');
    }
    override terminate(): void {
      workers.delete(this);
      super.terminate();
    }
  };
  globalThis.AudioContext = class extends OwnContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      made.push('audio context');
      contexts.push(this);
    }
  };
  globalThis.MediaStreamTrackProcessor = new Proxy(OwnProcessor, {
    construct(target, parameters, newTarget) {
      made.push('track processor');
      return Reflect.construct(target, parameters, newTarget) as object;
    },
  });
  globalThis.fetch = (...request) => {
    made.push(`fetch ${request[0] instanceof Request ? request[0].url : request[0]}`);
    return fetch(...request);
  };
  return {
    workers: () => [...workers.values()].sort(),
    made,
    audioContexts: () => contexts.filter(({ state }) => state !== 'closed').length,
    restore() {
      Object.assign(globalThis, {
        Worker: OwnWorker,
        AudioContext: OwnContext,
        MediaStreamTrackProcessor: OwnProcessor,
        fetch,
      });
    },
  };
}
