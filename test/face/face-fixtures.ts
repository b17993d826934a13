import type { FaceObservation, ObservedFace } from '../../sdk/face/face-observation.ts';

/** Column-major head transform of a turned head: roll first, then pitch, then yaw. */
export function headTransform(
  yawDegrees: number,
  pitchDegrees: number,
  rollDegrees: number,
  scale = 1,
): number[] {
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
  const rows = [
    [cy * cr + sy * sp * sr, -cy * sr + sy * sp * cr, sy * cp],
    [cp * sr, cp * cr, -sp],
    [-sy * cr + cy * sp * sr, sy * sr + cy * sp * cr, cy * cp],
  ];
  const column = (index: number): number[] => [...rows.map((row) => (row[index] ?? 0) * scale), 0];
  return [...column(0), ...column(1), ...column(2), 0, 0, -40, 1];
}

/** A large, sharp, well-lit face that looks into the camera. */
export function observedFace(change: Partial<ObservedFace> = {}): ObservedFace {
  return {
    blendshapes: new Map(),
    mouth: null,
    transform: headTransform(0, 0, 0),
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
    mouth: { cornerLift: -0.4 + 0.1 * strength, width: 0.8 + 0.22 * strength },
  };
}
