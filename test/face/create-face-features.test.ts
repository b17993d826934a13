import { describe, expect, it } from 'vitest';
import { createFaceFeatures } from '../../sdk/face/create-face-features.ts';
import type { ObservedFace } from '../../sdk/face/face-observation.ts';
import type { AbstentionReason } from '../../sdk/vocabulary.ts';
import { headAxes, observation, observedFace, smiling } from './face-fixtures.ts';

/** Ten frames a second of one face. */
function show(
  features: ReturnType<typeof createFaceFeatures>,
  fromSeconds: number,
  seconds: number,
  face: ObservedFace | null,
  faces?: number,
): ReturnType<typeof features.push> {
  let last = features.push(observation(fromSeconds, face, faces));
  for (let index = 1; index <= seconds * 10; index += 1) {
    last = features.push(observation(fromSeconds + index / 10, face, faces));
  }
  return last;
}

describe('createFaceFeatures', () => {
  it('measures against the own neutral: a resting mouth that curves up is no smile', () => {
    const features = createFaceFeatures();
    const rest = show(features, 0, 4, observedFace(smiling(0.2)));
    expect(rest.baseline).toBe('settled');
    expect(rest.actions?.smile).toBeCloseTo(0, 5);
    const smile = features.push(observation(4.1, observedFace(smiling(0.6))));
    expect(smile.actions?.smile).toBeGreaterThan(0.5);
  });

  it('measures a single picture against what is usual, and takes the person’s own neutral in as it is seen', () => {
    const atOnce = (strength: number): number =>
      createFaceFeatures().push(observation(0, observedFace(smiling(strength)))).actions?.smile ?? Number.NaN;
    const strengths = [0.02, 0.1, 0.2, 0.4, 0.8].map(atOnce);
    expect(strengths).toEqual([...new Set(strengths)].sort((a, b) => a - b));
    expect(strengths.at(-1)).toBeGreaterThan(0.8);
    const features = createFaceFeatures();
    const seen = [0, 1, 2, 3].map(
      (at) => show(features, at, 0.9, observedFace(smiling(0.2))).actions?.smile ?? Number.NaN,
    );
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  });

  it('does not take whoever smiles from the first frame on for neutral', () => {
    expect(show(createFaceFeatures(), 0, 5, observedFace(smiling(0.9))).actions?.smile).toBeGreaterThan(0.8);
  });

  it('is not talked out of a long smile, and takes a changed neutral in slowly', () => {
    const features = createFaceFeatures();
    show(features, 0, 4, observedFace(smiling(0.05)));
    const minute = show(features, 4.1, 60, observedFace(smiling(0.8)));
    expect(minute.actions?.smile).toBeGreaterThan(0.6);
  });

  it('settles only after some seconds of a well-seen face', () => {
    const features = createFaceFeatures();
    expect(show(features, 0, 2.5, observedFace()).baseline).toBe('settling');
    const dark = observedFace({ light: { highlight: 0.02, sharpness: 0.2, mouthDetail: 2, blockiness: 1 } });
    expect(show(features, 2.6, 1.5, dark).baseline).toBe('settling');
    expect(show(features, 4.2, 1, observedFace()).baseline).toBe('settled');
  });

  it('forgets the person after an absence, several faces or a jump', () => {
    const settled = (): ReturnType<typeof createFaceFeatures> => {
      const features = createFaceFeatures();
      expect(show(features, 0, 4, observedFace()).baseline).toBe('settled');
      return features;
    };
    const blinkedOut = settled();
    show(blinkedOut, 4.1, 1, null);
    expect(blinkedOut.push(observation(5.2, observedFace())).baseline).toBe('settled');

    const left = settled();
    show(left, 4.1, 3, null);
    expect(left.push(observation(7.2, observedFace())).baseline).toBe('settling');

    const joined = settled();
    expect(joined.push(observation(4.1, observedFace(), 2)).presence).toBe('several');
    expect(joined.push(observation(4.2, observedFace())).baseline).toBe('settling');

    const swapped = settled();
    const elsewhere = observedFace({ box: { x: 100, y: 180, width: 150, height: 180, outsideShare: 0 } });
    expect(swapped.push(observation(4.1, elsewhere)).baseline).toBe('settling');
  });

  it('tells nothing of several faces or of none', () => {
    const features = createFaceFeatures();
    expect(features.push(observation(0, observedFace(), 2))).toMatchObject({
      presence: 'several',
      actions: null,
      pose: null,
      quality: 0,
      shortfalls: ['several-faces'],
    });
    expect(features.push(observation(1, null))).toMatchObject({
      presence: 'absent',
      actions: null,
      quality: 0,
      shortfalls: ['no-face'],
    });
  });

  it('tells that a face was only searched for, and forgets its neutral in the end', () => {
    const features = createFaceFeatures();
    show(features, 0, 4, observedFace());
    expect(features.push(observation(5, null, 1))).toMatchObject({
      presence: 'single',
      actions: null,
      pose: null,
      baseline: 'settled',
      quality: 0,
      shortfalls: ['processor-busy'],
    });
    features.push(observation(6, null, 1));
    expect(features.push(observation(7, observedFace())).baseline).toBe('settling');
  });

  const bad: [AbstentionReason, Partial<ObservedFace>][] = [
    ['face-too-small', { box: { x: 9, y: 9, width: 28, height: 40, outsideShare: 0 } }],
    ['face-turned-away', { axes: headAxes(48, 0, 0) }],
    ['face-turned-away', { axes: headAxes(0, -44, 0) }],
    ['face-covered', { box: { x: 9, y: 90, width: 150, height: 180, outsideShare: 0.4 } }],
    ['face-covered', { confidence: 0.3 }],
    ['too-dark', { light: { highlight: 0.05, sharpness: 0.2, mouthDetail: 2, blockiness: 1 } }],
    ['face-covered', { light: { highlight: 0.8, sharpness: 0.2, mouthDetail: 0.2, blockiness: 1 } }],
    ['blurred', { light: { highlight: 0.8, sharpness: 0.001, mouthDetail: 2, blockiness: 1 } }],
    ['blurred', { light: { highlight: 0.8, sharpness: 0.2, mouthDetail: 2, blockiness: 50 } }],
    ['blurred', { light: { highlight: 0.8, sharpness: 0.2, mouthDetail: 2, blockiness: Infinity } }],
  ];
  it.each(bad)('is absent, not guessed, where the face is %s', (reason, change) => {
    const frame = createFaceFeatures().push(observation(0, observedFace(change)));
    expect(frame).toMatchObject({ presence: 'single', actions: null, pose: null });
    expect(frame.quality).toBeLessThan(0.25);
    expect(frame.shortfalls).toEqual([reason]);
  });

  it('counts a frame that waited for long as stale', () => {
    const late = { ...observation(0, observedFace()), ageSeconds: 2 };
    expect(createFaceFeatures().push(late)).toMatchObject({ actions: null, shortfalls: ['stale'] });
  });

  it('has full quality where nothing is in the way', () => {
    expect(createFaceFeatures().push(observation(0, observedFace()))).toMatchObject({
      quality: 1,
      shortfalls: [],
    });
  });
});
