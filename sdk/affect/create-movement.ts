import type { FaceFrame } from '../vocabulary.ts';
import { median } from './empirical-rank.ts';

/** How much the head moves, against how much this person usually moves. */
export interface Movement {
  push(frame: FaceFrame): void;
  /** -1 (half the usual pace or less) over 0 (as usual) to 1 (twice or more); `null` until the usual is known. */
  readonly relativePace: number | null;
}

const momentSeconds = 1;
const usualSeconds = 90;
const leastMoments = 8;
/** Slower than this is the tremor of the measurement. */
const leastDegreesPerSecond = 2;

/** Compares the head's mean angular speed of the last second with the median of the seconds before, on a log scale. */
export function createMovement(): Movement {
  let last: FaceFrame | null = null;
  let moment: { readonly atSeconds: number; readonly degreesPerSecond: number }[] = [];
  let past: { readonly atSeconds: number; readonly pace: number }[] = [];
  const paceNow = (): number =>
    moment.reduce((sum, { degreesPerSecond }) => sum + degreesPerSecond, 0) / Math.max(moment.length, 1);

  return {
    push(frame) {
      const before = last;
      last = frame;
      if (before?.pose == null || frame.pose === null) return;
      const seconds = frame.atSeconds - before.atSeconds;
      if (seconds <= 0 || seconds > momentSeconds) return;
      const turned = Math.hypot(
        frame.pose.yawDegrees - before.pose.yawDegrees,
        frame.pose.pitchDegrees - before.pose.pitchDegrees,
        frame.pose.rollDegrees - before.pose.rollDegrees,
      );
      const { atSeconds } = frame;
      moment = [
        ...moment.filter((sample) => sample.atSeconds > atSeconds - momentSeconds),
        { atSeconds, degreesPerSecond: turned / seconds },
      ];
      if (atSeconds - (past.at(-1)?.atSeconds ?? Number.NEGATIVE_INFINITY) >= momentSeconds) {
        past = [
          ...past.filter((sample) => sample.atSeconds > atSeconds - usualSeconds),
          { atSeconds, pace: paceNow() },
        ];
      }
    },
    get relativePace() {
      if (past.length < leastMoments || moment.length === 0) return null;
      const usual = Math.max(median(past.map(({ pace }) => pace)), leastDegreesPerSecond);
      const octaves = Math.log2(Math.max(paceNow(), leastDegreesPerSecond) / usual);
      return Math.min(Math.max(octaves, -1), 1);
    },
  };
}
