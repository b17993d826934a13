import type { Clock } from '../../sdk/consent/clock.ts';

/** A clock that a test moves by hand. */
export interface FakeClock extends Clock {
  /** Moves time on and runs what has come due, in order. */
  advance(milliseconds: number): void;
  /** Moves time, also backwards, without running anything, like a tab that the browser froze. */
  freezeFor(milliseconds: number): void;
  readonly pending: number;
}

export function createFakeClock(start: number): FakeClock {
  let time = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => time,
    schedule(callback, delayMilliseconds) {
      const timer = { at: time + delayMilliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      const until = time + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        time = Math.max(time, next.at);
        next.callback();
      }
      time = until;
    },
    freezeFor(milliseconds) {
      time += milliseconds;
    },
    get pending() {
      return timers.size;
    },
  };
}
