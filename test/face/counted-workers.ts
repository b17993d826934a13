/** What the page made and ended. */
export interface WorkerCount {
  readonly made: number;
  readonly terminated: number;
}

/** Watches the platform's own constructor of workers. */
export interface CountedWorkers {
  readonly count: () => WorkerCount;
  readonly last: () => Worker | null;
  /** Loads another script in place of the one that is asked for. */
  readonly redirect: (to: (url: string | URL) => string) => void;
  readonly restore: () => void;
}

/** Counts workers until `restore` is called. */
export function countWorkers(): CountedWorkers {
  const Original = globalThis.Worker;
  let made = 0;
  let terminated = 0;
  let last: Worker | null = null;
  let target: (url: string | URL) => string | URL = (url) => url;
  globalThis.Worker = class extends Original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(target(url), options);
      made += 1;
      last = this;
    }
    override terminate(): void {
      terminated += 1;
      super.terminate();
    }
  };
  return {
    count: () => ({ made, terminated }),
    last: () => last,
    redirect: (to) => {
      target = to;
    },
    restore: () => {
      globalThis.Worker = Original;
    },
  };
}
