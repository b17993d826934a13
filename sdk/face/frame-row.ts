import { mapFaceActions } from '../vocabulary/map-face-actions.ts';
import type { AbstentionReason, FaceFrame } from '../vocabulary.ts';

/**
 * A face frame as it travels between threads.
 *
 * A page keeps what its workers tell it until its whole heap is collected, which in a calm page takes minutes; of
 * numbers that is a fraction of what objects and their names are.
 */
export interface FaceRow {
  /** Time, quality, flags, then pose and actions where there are any. */
  readonly numbers: readonly number[];
  /** Mostly empty. */
  readonly shortfalls: readonly AbstentionReason[];
}

const presences = ['absent', 'single', 'several'] as const satisfies readonly FaceFrame['presence'][];

/** Under these bits the presence is told. */
const presenceMask = 3;
const settledFlag = 4;
const poseFlag = 8;
const actionsFlag = 16;

/** Writes a frame as a row, exactly. */
export function writeFaceFrame(frame: FaceFrame): FaceRow {
  const { atSeconds, quality, presence, baseline, pose, actions, shortfalls } = frame;
  const flags =
    presences.indexOf(presence) |
    (baseline === 'settled' ? settledFlag : 0) |
    (pose === null ? 0 : poseFlag) |
    (actions === null ? 0 : actionsFlag);
  const numbers = [atSeconds, quality, flags];
  if (pose !== null) numbers.push(pose.yawDegrees, pose.pitchDegrees, pose.rollDegrees);
  if (actions !== null) {
    const inOrder: Record<string, number> = { ...mapFaceActions((name) => actions[name]) };
    numbers.push(...Object.values(inOrder));
  }
  return { numbers, shortfalls };
}

/** Reads the frame that {@link writeFaceFrame} wrote. */
export function readFaceFrame({ numbers, shortfalls }: FaceRow): FaceFrame {
  let at = 0;
  const next = (): number => numbers[at++] as number;
  const [atSeconds, quality, flags] = [next(), next(), next()];
  const pose = flags & poseFlag ? { yawDegrees: next(), pitchDegrees: next(), rollDegrees: next() } : null;
  return {
    modality: 'face',
    atSeconds,
    presence: presences[flags & presenceMask] ?? 'absent',
    actions: flags & actionsFlag ? mapFaceActions(next) : null,
    pose,
    baseline: flags & settledFlag ? 'settled' : 'settling',
    quality,
    shortfalls,
  };
}
