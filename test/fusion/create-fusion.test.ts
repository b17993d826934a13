import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFusion } from '../../sdk/fusion/create-fusion.ts';
import type { AffectEstimate, Measured, Reading } from '../../sdk/vocabulary.ts';
import { about, absent, estimateOf } from './estimate-of.ts';

function measured(reading: Reading | undefined): Measured {
  if (reading?.kind !== 'measured') throw new Error(`not measured: ${JSON.stringify(reading)}`);
  return reading;
}

function fuse(now: number, ...estimates: AffectEstimate[]): AffectEstimate | null {
  const fusion = createFusion();
  for (const estimate of estimates) fusion.push(estimate);
  return fusion.at(now);
}

describe('createFusion', () => {
  it('says nothing before anything came', () => {
    expect(createFusion().at(100)).toBeNull();
  });

  it('weighs by inverse variance', () => {
    const fused = fuse(10, estimateOf('face', 10, about(0.5, 0.2)), estimateOf('voice', 10, about(0, 0.4)));
    expect(measured(fused?.arousal).value).toBeCloseTo(0.4, 10);
    expect(measured(fused?.arousal).standardDeviation).toBeCloseTo(Math.sqrt(1 / (25 + 6.25)), 10);
    expect(fused?.modalities).toEqual(['face', 'voice']);
    expect(fused?.modelIds).toEqual(['face-model', 'voice-model']);
  });

  it('lies between its inputs and is surer than each, whenever they agree', () => {
    const reading = fc.record({
      value: fc.double({ min: -1, max: 1, noNaN: true }),
      deviation: fc.double({ min: 0.05, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(reading, reading, (a, b) => {
        const fused = fuse(
          5,
          estimateOf('face', 5, about(a.value, a.deviation)),
          estimateOf('voice', 5, about(b.value, b.deviation)),
        );
        if (fused?.arousal.kind === 'abstained') {
          expect(fused.arousal.reasons).toEqual(['modalities-disagree']);
          expect(Math.abs(a.value - b.value)).toBeGreaterThan(1.95 * Math.hypot(a.deviation, b.deviation));
          expect(fused.evidence).toEqual([]);
          return;
        }
        const { value, standardDeviation } = measured(fused?.arousal);
        expect(value).toBeGreaterThanOrEqual(Math.min(a.value, b.value) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(a.value, b.value) + 1e-9);
        expect(standardDeviation).toBeLessThanOrEqual(Math.min(a.deviation, b.deviation) + 1e-9);
      }),
    );
  });

  it('does not depend on the order of arrival', () => {
    const samples = Array.from({ length: 8 }, (_, index) =>
      estimateOf(index % 2 === 0 ? 'face' : 'voice', 10 + index / 10, about(index / 20)),
    );
    const inOrder = fuse(11, ...samples);
    fc.assert(
      fc.property(fc.shuffledSubarray(samples, { minLength: samples.length }), (shuffled) => {
        expect(fuse(11, ...shuffled)).toEqual(inOrder);
      }),
    );
  });

  it('reports a disagreement beyond both uncertainties instead of averaging it away', () => {
    const fused = fuse(
      10,
      estimateOf('face', 10, about(0.8, 0.2)),
      estimateOf('voice', 10, about(-0.6, 0.3)),
    );
    expect(fused?.arousal).toEqual(absent('modalities-disagree'));
  });

  it('goes on with the modality that has something to say', () => {
    const fused = fuse(
      10,
      estimateOf('face', 10, absent('no-face'), absent('no-face')),
      estimateOf('voice', 10, about(0.4)),
    );
    expect(measured(fused?.arousal).value).toBe(0.4);
    expect(fused?.valence).toEqual(absent('no-face', 'not-estimable'));
  });

  it('aligns at the moment that both have reached', () => {
    const fused = fuse(
      10.6,
      estimateOf('voice', 10, about(0.1)),
      estimateOf('face', 10, about(0.1)),
      estimateOf('face', 10.25, about(0.9)),
      estimateOf('face', 10.5, about(0.9)),
    );
    expect(fused?.atSeconds).toBe(10);
    expect(measured(fused?.arousal).value).toBeCloseTo(0.1, 10);
  });

  it('widens a modality that fell silent, lets the other lead, then drops it', () => {
    const fusion = createFusion();
    fusion.push(estimateOf('voice', 10, about(0.6, 0.3)));
    const spread = (now: number): number => measured(fusion.at(now)?.arousal).standardDeviation ?? Number.NaN;
    expect(spread(11)).toBeGreaterThan(spread(10));
    expect(spread(12.9)).toBeGreaterThan(spread(11));
    fusion.push(estimateOf('face', 12.5, about(0, 0.3)));
    expect(measured(fusion.at(12.5)?.arousal).value).toBeLessThan(0.3);
    fusion.push(estimateOf('face', 13.5, about(0, 0.3)));
    expect(fusion.at(13.5)?.modalities).toEqual(['face']);
  });

  it('says that everything is stale when everything is', () => {
    const fused = fuse(20, estimateOf('voice', 10, about(0.6)));
    expect(fused?.arousal).toEqual(absent('stale'));
    expect(fused?.modalities).toEqual([]);
  });

  it('is not pinned by a sample from the future', () => {
    const fused = fuse(10, estimateOf('face', 500, about(0.9)), estimateOf('voice', 10, about(0.2)));
    expect(measured(fused?.arousal).value).toBeCloseTo(0.2, 10);
  });

  it('treats an unknown uncertainty as no knowledge, not as certainty', () => {
    const fused = fuse(10, estimateOf('face', 10, about(0.5, null)), estimateOf('voice', 10, about(0, 0.1)));
    expect(measured(fused?.arousal).value).toBeLessThan(0.02);
  });
});
