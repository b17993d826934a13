import type { FaceFrame } from '../vocabulary.ts';
import { createNeutralBaseline, type NeutralBaseline } from './create-neutral-baseline.ts';
import { readFaceActions } from './face-actions.ts';
import type { FaceBox, FaceObservation } from './face-observation.ts';
import { faceQualityFloor, judgeFace } from './face-quality.ts';
import { readHeadPose } from './head-pose.ts';

/** Turns what the model saw into frames of features, one person at a time. */
export interface FaceFeatures {
  push(observation: FaceObservation): FaceFrame;
}

/** After so long without a face somebody else may have sat down. */
const absenceSeconds = 2;

/**
 * Keeps the neutral of the person in view and forgets it when the person may be
 * another: after an absence, after several faces, after a face that jumped
 * farther than a head moves. Nobody is recognised for it.
 */
export function createFaceFeatures(baseline: NeutralBaseline = createNeutralBaseline()): FaceFeatures {
  let last: { readonly atSeconds: number; readonly box: FaceBox } | null = null;
  return {
    push(observation) {
      const { atSeconds, face, faces } = observation;
      const nothing = { modality: 'face', atSeconds, actions: null, pose: null, quality: 0 } as const;
      if (faces > 1) {
        baseline.reset();
        last = null;
        return { ...nothing, presence: 'several', baseline: 'settling', shortfalls: ['several-faces'] };
      }
      if (last !== null && atSeconds - last.atSeconds > absenceSeconds) {
        baseline.reset();
        last = null;
      }
      if (faces === 0) {
        return { ...nothing, presence: 'absent', baseline: stateOf(baseline), shortfalls: ['no-face'] };
      }
      if (face === null) {
        // Nobody followed it, so after a while it may be somebody else's.
        return {
          ...nothing,
          presence: 'single',
          baseline: stateOf(baseline),
          shortfalls: ['processor-busy'],
        };
      }
      if (last !== null && jumped(last.box, face.box)) baseline.reset();
      last = { atSeconds, box: face.box };
      const pose = readHeadPose(face.axes);
      const { quality, shortfalls } = judgeFace(face, pose, observation);
      const usable = quality >= faceQualityFloor;
      const actions = usable ? baseline.push(atSeconds, readFaceActions(face)) : null;
      return {
        modality: 'face',
        atSeconds,
        presence: 'single',
        actions,
        pose: usable ? pose : null,
        baseline: stateOf(baseline),
        quality,
        shortfalls,
      };
    },
  };
}

function stateOf(baseline: NeutralBaseline): 'settling' | 'settled' {
  return baseline.settled ? 'settled' : 'settling';
}

/** Two faces that do not even touch, or differ in size by more than half, are not one moving head. */
function jumped(from: FaceBox, to: FaceBox): boolean {
  const size = Math.max(from.width, to.width, 1);
  const ratio = Math.min(from.width, to.width) / size;
  return Math.hypot(from.x - to.x, from.y - to.y) > size || ratio < 0.5;
}
