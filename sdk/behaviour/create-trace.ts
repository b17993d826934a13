import type { Trace } from '../vocabulary.ts';

/** Keeps a feature's last moments for drawing. */
export interface TraceRecorder {
  /** Takes the value of one frame; `null` where there is none. */
  push(atSeconds: number, value: number | null): void;
  /** What was recorded, as a copy. */
  read(): Trace;
  /** Forgets everything, as at a gap. */
  reset(): void;
}

const FRAMES_PER_STEP = 2;
const STEP_SECONDS: number = FRAMES_PER_STEP * 0.01;
const STEPS = 50;

/** Creates a recorder of one second in steps of 20 ms: every other frame of a hundred per second. */
export function createTrace(): TraceRecorder {
  const values: (number | null)[] = Array.from({ length: STEPS }, () => null);
  let frames = 0;
  let steps = 0;
  let endsAtSeconds = Number.NaN;
  return {
    reset() {
      frames = 0;
      steps = 0;
    },
    push(atSeconds, value) {
      if (++frames % FRAMES_PER_STEP !== 0) return;
      values[steps++ % STEPS] = value;
      endsAtSeconds = atSeconds;
    },
    read() {
      const kept = Math.min(steps, STEPS);
      return {
        endsAtSeconds,
        stepSeconds: STEP_SECONDS,
        values: Array.from({ length: kept }, (_, i) => values[(steps - kept + i) % STEPS] ?? null),
      };
    },
  };
}
