/** The time and the timers that a client or a service runs by; a seam for tests. */
export interface MeetingClock {
  /** Milliseconds since the Unix epoch. */
  nowMs(): number;
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** The clock of the machine. */
export const systemClock: MeetingClock = Object.freeze({
  nowMs: () => Date.now(),
  schedule(delayMs: number, task: () => void): () => void {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
});
