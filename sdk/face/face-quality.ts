import type { AbstentionReason, HeadPose } from '../vocabulary.ts';
import type { FaceObservation, ObservedFace } from './face-observation.ts';

/** How well a face could be measured, and what was in the way. */
export interface FaceQuality {
  /** 0 to 1. */
  readonly quality: number;
  /** Everything that lowered the quality by more than half. */
  readonly shortfalls: readonly AbstentionReason[];
}

/** Under this quality nothing is measured: absent, not guessed. */
export const faceQualityFloor = 0.25;

/** One thing that quality depends on: 0 at `bad`, 1 at `good`, straight in between. */
interface Criterion {
  readonly reason: AbstentionReason;
  readonly bad: number;
  readonly good: number;
  readonly value: (face: ObservedFace, pose: HeadPose, observation: FaceObservation) => number | null;
}

const criteria: readonly Criterion[] = [
  // As with sharpness: 20 pixels across say next to nothing, 60 are as good as more.
  { reason: 'face-too-small', bad: 20, good: 60, value: (face) => Math.min(face.box.width, face.box.height) },
  // One half of the mouth and brow is out of sight from about 45 degrees on.
  { reason: 'face-turned-away', bad: 50, good: 20, value: (_, pose) => Math.abs(pose.yawDegrees) },
  { reason: 'face-turned-away', bad: 45, good: 20, value: (_, pose) => Math.abs(pose.pitchDegrees) },
  // Real faces score over 0.9, a hand before the mouth included; the landmarks go on being guessed under what hides them.
  { reason: 'face-covered', bad: 0.4, good: 0.75, value: (face) => face.confidence },
  // Faces that lean over the picture's edge lose smiles well before a quarter of them is out (`--corrupt all`, pose).
  { reason: 'face-covered', bad: 0.125, good: 0.025, value: (face) => face.box.outsideShare },
  // Under a mask or a mug the landmarks of the mouth are guessed; mouths in view have at least 1.
  { reason: 'face-covered', bad: 0.85, good: 1.15, value: (face) => face.light?.mouthDetail ?? null },
  // In little light smiles are missed (`--corrupt all`, low-light).
  { reason: 'too-dark', bad: 0.12, good: 0.4, value: (face) => face.light?.highlight ?? null },
  // Blurred and enlarged photographs lose smiles under about the middle of this (`--corrupt all`, blur and low-resolution).
  { reason: 'blurred', bad: 0.025, good: 0.09, value: (face) => face.light?.sharpness ?? null },
  // Under about 33 such pixels smiles are misread in JPEG of any quality (`npm run evaluate -- face --corrupt all`).
  { reason: 'blurred', bad: 28, good: 48, value: (face) => pixelsLeft(face) },
  { reason: 'stale', bad: 1, good: 0.3, value: (_face, _pose, observation) => observation.ageSeconds },
];

/** Pictures that nothing was taken from seldom show more. */
const chanceBlockiness = 1.25;

/** What compression left of the pixels across the face: half of them where the steps between blocks are twice those inside. */
function pixelsLeft({ box, light }: ObservedFace): number | null {
  if (light === null || light.blockiness < chanceBlockiness) return null;
  return Math.min(box.width, box.height) / (1 + Math.log2(light.blockiness));
}

/** Judges one face in view; the worst criterion decides. */
export function judgeFace(face: ObservedFace, pose: HeadPose, observation: FaceObservation): FaceQuality {
  let quality = 1;
  const shortfalls = new Set<AbstentionReason>();
  for (const { reason, bad, good, value } of criteria) {
    const measured = value(face, pose, observation);
    if (measured === null) continue;
    const score = Math.min(Math.max((measured - bad) / (good - bad), 0), 1);
    if (score < 0.5) shortfalls.add(reason);
    quality = Math.min(quality, score);
  }
  return { quality, shortfalls: [...shortfalls] };
}
