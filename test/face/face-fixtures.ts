import type { FaceObservation, ObservedFace } from '../../sdk/face/face-observation.ts';
import { restingShape } from '../../sdk/face/face-shape.ts';
import type { Axes } from '../../sdk/face/nearest-rotation.ts';
import type { Vector } from '../../sdk/face/vector.ts';

/** Where the axes of a turned head point: roll first, then pitch, then yaw. */
export function headAxes(yawDegrees: number, pitchDegrees: number, rollDegrees: number, scale = 1): Axes {
  const [yaw, pitch, roll] = [yawDegrees, -pitchDegrees, rollDegrees].map(
    (angle) => (angle * Math.PI) / 180,
  ) as [number, number, number];
  const [cy, sy, cp, sp, cr, sr] = [
    Math.cos(yaw),
    Math.sin(yaw),
    Math.cos(pitch),
    Math.sin(pitch),
    Math.cos(roll),
    Math.sin(roll),
  ];
  const axis = (x: number, y: number, z: number): Vector => [x * scale, y * scale, z * scale];
  return {
    right: axis(cy * cr + sy * sp * sr, cp * sr, -sy * cr + cy * sp * sr),
    up: axis(-cy * sr + sy * sp * cr, cp * cr, sy * sr + cy * sp * cr),
    forward: axis(sy * cp, -sp, cy * cp),
  };
}

/** A large, sharp, well-lit face that looks into the camera. */
export function observedFace(change: Partial<ObservedFace> = {}): ObservedFace {
  return {
    blendshapes: new Map(),
    shape: null,
    axes: headAxes(0, 0, 0),
    box: { x: 320, y: 180, width: 150, height: 180, outsideShare: 0 },
    confidence: 0.95,
    light: { highlight: 0.8, sharpness: 0.2, mouthDetail: 2, blockiness: 1 },
    ...change,
  };
}

/** One face in view, measured at once. */
export function observation(
  atSeconds: number,
  face: ObservedFace | null,
  faces: number = face === null ? 0 : 1,
): FaceObservation {
  return { atSeconds, ageSeconds: 0.05, faces, face };
}

/** A mouth that smiles with some strength: coefficients, corners raised and drawn apart. */
export function smiling(strength: number): Partial<ObservedFace> {
  return {
    blendshapes: new Map([
      ['mouthSmileLeft', strength],
      ['mouthSmileRight', strength],
    ]),
    shape: {
      ...restingShape,
      cornerLift: -0.4 + 0.1 * strength,
      mouthWidth: 0.8 + 0.22 * strength,
    },
  };
}
