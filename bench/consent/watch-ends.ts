/** Tells when what measures has come to its end, at the platform and not in our code. */
export interface WatchedEnds {
  /** Workers that live and audio contexts that run or were not asked to close. */
  readonly alive: number;
  /** When the last of them ended, on the clock of `performance.now()`. */
  readonly lastEndAt: number;
}

/** Watches workers and audio contexts that are made from now on. */
export function watchEnds(): WatchedEnds {
  const alive = new Set<object>();
  let lastEndAt = 0;
  const end = (what: object): void => {
    if (alive.delete(what)) lastEndAt = performance.now();
  };
  const { Worker: OwnWorker, AudioContext: OwnContext } = globalThis;
  globalThis.Worker = class extends OwnWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      alive.add(this);
    }
    override terminate(): void {
      super.terminate();
      end(this);
    }
  };
  globalThis.AudioContext = class extends OwnContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      alive.add(this);
    }
    override close(): Promise<void> {
      const closing = super.close();
      end(this);
      return closing;
    }
  };
  return {
    get alive() {
      return alive.size;
    },
    get lastEndAt() {
      return lastEndAt;
    },
  };
}
