import type { FaceShape } from './face-shape.ts';
import type { Axes } from './nearest-rotation.ts';

/** What the landmark model saw in one picture, before it means anything; never leaves the worker. */
export interface FaceObservation {
  /** Capture time, seconds since the Unix epoch. */
  readonly atSeconds: number;
  /** From capture until the model began. */
  readonly ageSeconds: number;
  /** How many faces are in view. */
  readonly faces: number;
  /** The only face; `null` where there is none or more than one, or where it was only searched for. */
  readonly face: ObservedFace | null;
}

/** One face as the model describes it. */
export interface ObservedFace {
  /** Blendshape coefficients by ARKit name, 0 to 1. */
  readonly blendshapes: ReadonlyMap<string, number>;
  /** `null` where the mesh does not show it. */
  readonly shape: FaceShape | null;
  /** Where the head's own axes point. */
  readonly axes: Axes;
  readonly box: FaceBox;
  /** How sure the detector was of a face when it last looked, 0 to 1. */
  readonly confidence: number;
  /** `null` where the picture could not be looked at. */
  readonly light: FaceLight | null;
}

/** Where a face is in the picture. */
export interface FaceBox {
  /** Centre and size, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Share of the landmarks that lie outside of the picture. */
  readonly outsideShare: number;
}

/** How well the face is lit and focused, and whether its mouth is in view. */
export interface FaceLight {
  /** 95th percentile of the luma over the face, 0 to 1. */
  readonly highlight: number;
  /** Energy of the finest details relative to the contrast of the face; larger is sharper. */
  readonly sharpness: number;
  /** How much there is to see where the mouth should be: about 1 and more for mouths in view, near 0 under a mask. */
  readonly mouthDetail: number;
  /** How much stronger the steps between compressed blocks are than those inside of them; about 1 where nothing was lost. */
  readonly blockiness: number;
}
