/** Adds up the processor time, of all threads, that a part of the work takes. */
export interface Meter {
  /** Runs `work`; what it takes is added. Only one may run at a time. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Milliseconds since the last call. */
  take(): number;
}

/** Creates a meter at 0. */
export function createMeter(): Meter {
  let microseconds = 0;
  return {
    async during(work) {
      const before = process.cpuUsage();
      const result = await work();
      const spent = process.cpuUsage(before);
      microseconds += spent.user + spent.system;
      return result;
    },
    take() {
      const milliseconds = microseconds / 1000;
      microseconds = 0;
      return milliseconds;
    },
  };
}
