import { serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaceFeatures } from '../../sdk/face/create-face-features.ts';
import type { FaceObservation } from '../../sdk/face/face-observation.ts';
import { readFaceFrame, writeFaceFrame } from '../../sdk/face/frame-row.ts';
import { mapFaceActions } from '../../sdk/vocabulary/map-face-actions.ts';
import type { FaceFrame } from '../../sdk/vocabulary.ts';
import { headAxes, observedFace } from './face-fixtures.ts';

/** In the order in which frames name them. */
const reasons = [
  'no-face',
  'several-faces',
  'processor-busy',
  'face-too-small',
  'face-turned-away',
  'face-covered',
  'too-dark',
  'blurred',
  'stale',
] as const;

const number = fc.float({ noNaN: true, noDefaultInfinity: true });
const actions = fc
  .array(number, { minLength: 14, maxLength: 14 })
  .map((values) => values.values())
  .map((values) => mapFaceActions(() => values.next().value ?? 0));
const frames: fc.Arbitrary<FaceFrame> = fc.record({
  modality: fc.constant('face'),
  atSeconds: fc.double({ noNaN: true, noDefaultInfinity: true }),
  presence: fc.constantFrom('absent', 'single', 'several'),
  actions: fc.option(actions),
  pose: fc.option(fc.record({ yawDegrees: number, pitchDegrees: number, rollDegrees: number })),
  baseline: fc.constantFrom('settling', 'settled'),
  quality: number,
  shortfalls: fc.subarray([...reasons]),
});

const inSinglePrecision = (frame: FaceFrame): FaceFrame => {
  const { quality, pose, actions } = frame;
  const round = Math.fround;
  return {
    ...frame,
    quality: round(quality),
    pose: pose && {
      yawDegrees: round(pose.yawDegrees),
      pitchDegrees: round(pose.pitchDegrees),
      rollDegrees: round(pose.rollDegrees),
    },
    actions: actions && mapFaceActions((name) => round(actions[name])),
  };
};

describe('a row of a face frame', () => {
  it('is read as the very frame that was written, as far as single precision goes', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(readFaceFrame(structuredClone(writeFaceFrame(frame)))).toEqual(frame);
      }),
    );
  });

  it('loses nothing of what frames say about faces seen well and badly, several, none and only searched for', () => {
    const bad = { box: { x: 5, y: 5, width: 18, height: 18, outsideShare: 0.2 }, confidence: 0.3 };
    const dark = { highlight: 0.05, sharpness: 0.001, mouthDetail: 0.5, blockiness: 3 };
    const observations: readonly Omit<FaceObservation, 'atSeconds'>[] = [
      { faces: 0, face: null, ageSeconds: 0 },
      { faces: 1, face: null, ageSeconds: 0 },
      { faces: 1, face: observedFace({ axes: headAxes(10, -5, 3) }), ageSeconds: 0.05 },
      { faces: 2, face: null, ageSeconds: 0 },
      { faces: 1, face: observedFace({ ...bad, axes: headAxes(60, 0, 0), light: dark }), ageSeconds: 2 },
    ];
    const features = createFaceFeatures();
    const told = observations.map((observation, index) => {
      const frame = features.push({ ...observation, atSeconds: 1_700_000_000 + index / 12 });
      expect(readFaceFrame(writeFaceFrame(frame))).toEqual(inSinglePrecision(frame));
      return frame.shortfalls;
    });
    // Whatever a frame can name is in the row.
    expect(new Set(told.flat())).toEqual(new Set(reasons));
  });

  it('holds a fraction of what the frame is as a message', () => {
    const frame = createFaceFeatures().push({
      faces: 1,
      face: observedFace(),
      ageSeconds: 0,
      atSeconds: 1_700_000_000,
    });
    expect(frame.actions).not.toBeNull();
    expect(serialize(writeFaceFrame(frame)).byteLength).toBeLessThan(serialize(frame).byteLength / 4);
  });
});
