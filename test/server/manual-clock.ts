import type { MeetingClock } from '../../sdk/meeting/meeting-clock.ts';

/** A clock that only moves when it is told to. */
export interface ManualClock extends MeetingClock {
  /** Moves on by `seconds` and runs what has become due, in order. */
  advance(seconds: number): void;
}

/** Starts at a round time, so that windows of any whole number of seconds up to 60 begin there. */
export function createManualClock(startMs = 1_800_000_000_000): ManualClock {
  let nowMs = startMs;
  const tasks = new Set<{ readonly atMs: number; readonly task: () => void }>();
  return {
    nowMs: () => nowMs,
    schedule(delayMs, task) {
      const entry = { atMs: nowMs + delayMs, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
    advance(seconds) {
      const untilMs = nowMs + seconds * 1000;
      for (;;) {
        const next = [...tasks].filter((entry) => entry.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        tasks.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.task();
      }
      nowMs = untilMs;
    },
  };
}
