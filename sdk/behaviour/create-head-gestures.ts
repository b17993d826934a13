import type { HeadPose } from '../vocabulary.ts';
import { findSwings } from './find-swings.ts';

/** Notices nods and shakes of the head. */
export interface HeadGestures {
  /** Takes one orientation in; tells the gesture that it completes, if any. `null` where the head was not measured. */
  push(atSeconds: number, pose: HeadPose | null): 'nod' | 'shake' | null;
}

interface TimedPose {
  readonly atSeconds: number;
  readonly pose: HeadPose;
}

const nodSeconds = 1;
const shakeSeconds = 1.5;
const nodDegrees = 5;
const shakeDegrees = 7;
/** A shake is over when the yaw kept within half of a swing for so long: longer than the slowest shake takes to turn round. */
const restSeconds = 0.6;

/**
 * A nod is a swing of the pitch and one back, both within a second (a head that
 * is lifted, looks, and comes back takes longer); a shake is three
 * swings of the yaw in alternating directions within one and a half (turning to
 * something and back is not yet a shake) and lasts until the head rests, so
 * that a long one counts once. The axis that moves more decides.
 */
export function createHeadGestures(): HeadGestures {
  let poses: TimedPose[] = [];
  let shaking = false;
  return {
    push(atSeconds, pose) {
      if (pose === null) {
        poses = [];
        shaking = false;
        return null;
      }
      poses = [...poses.filter((past) => past.atSeconds > atSeconds - shakeSeconds), { atSeconds, pose }];
      if (shaking) {
        const lately = poses.filter((past) => past.atSeconds > atSeconds - restSeconds);
        const rested =
          poses.length > lately.length &&
          range(lately.map(({ pose: { yawDegrees } }) => yawDegrees)) < shakeDegrees / 2;
        if (!rested) return null;
        shaking = false;
        poses = lately;
      }
      const recent = poses.filter((past) => past.atSeconds > atSeconds - nodSeconds);
      const pitches = recent.map((past) => past.pose.pitchDegrees);
      const yaws = poses.map((past) => past.pose.yawDegrees);
      const pitchLeads = range(pitches) > range(recent.map((past) => past.pose.yawDegrees));
      const gesture =
        pitchLeads && swungWithin(poses, nodSeconds)
          ? 'nod'
          : !pitchLeads && findSwings(yaws, shakeDegrees).length >= 3
            ? 'shake'
            : null;
      shaking = gesture === 'shake';
      // What completed one gesture does not begin the next.
      if (gesture !== null) poses = [{ atSeconds, pose }];
      return gesture;
    },
  };
}

/** Whether the pitch swung and swung back, and began to no longer ago than that. */
function swungWithin(poses: readonly TimedPose[], seconds: number): boolean {
  const swings = findSwings(
    poses.map(({ pose }) => pose.pitchDegrees),
    nodDegrees,
  );
  const [from, to] = [poses[swings.at(-2) ?? -1], poses.at(-1)];
  return from !== undefined && to !== undefined && to.atSeconds - from.atSeconds <= seconds;
}

function range(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
