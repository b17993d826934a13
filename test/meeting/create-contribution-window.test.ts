import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeContribution,
  encodeContribution,
  isContribution,
  vectorLength,
} from '../../sdk/meeting/contribution-vector.ts';
import { createContributionWindow } from '../../sdk/meeting/create-contribution-window.ts';
import { binOf, groupSignals } from '../../sdk/meeting/group-signals.ts';
import type {
  AffectEstimate,
  BehaviourName,
  Measurement,
  Modality,
  Reading,
  Scope,
} from '../../sdk/vocabulary.ts';

const scope = (
  modality: Modality,
  tier: Scope['tier'],
  purpose: Scope['purpose'] = 'group-summary',
): Scope => {
  return { modality, tier, purpose };
};
const measured = (value: number): Reading => ({
  kind: 'measured',
  value,
  standardDeviation: null,
  quality: 1,
});
const absent: Reading = { kind: 'abstained', reasons: ['too-dark'] };

function measurement(modality: Modality, name: BehaviourName, reading: Reading): Measurement {
  return { kind: 'measurement', atSeconds: 1, modality, name, unit: '1', windowSeconds: 1, reading };
}

function affect(modalities: readonly Modality[], valence: number, arousal: number): AffectEstimate {
  const both = { valence: measured(valence), arousal: measured(arousal) };
  return { kind: 'affect', atSeconds: 1, modalities, ...both, evidence: [], modelIds: ['m'] };
}

const everything = (['voice', 'face'] as const).flatMap((modality) => [
  scope(modality, 'behaviour'),
  scope(modality, 'affect'),
]);

const nothing: readonly null[] = groupSignals.map(() => null);

function binsOf(scopes: readonly Scope[], signals: readonly (Measurement | AffectEstimate)[]): unknown {
  const window = createContributionWindow({ scopes });
  for (let time = 0; time < 4; time += 1) for (const signal of signals) window.push(signal);
  const counts = window.finish()?.consume();
  return counts === null || counts === undefined ? null : decodeContribution(counts);
}

const all = [
  measurement('voice', 'speaking-share', measured(0.2)),
  measurement('voice', 'turns', measured(4)),
  measurement('voice', 'pause-ratio', measured(0.15)),
  measurement('voice', 'syllable-rate', measured(5.5)),
  measurement('voice', 'loudness-range', measured(13)),
  measurement('face', 'smile-share', measured(0.9)),
  affect(['voice', 'face'], -0.9, 0.1),
];

describe('createContributionWindow', () => {
  test('bins the mean of each signal', () => {
    expect(binsOf(everything, all)).toEqual([2, 2, 1, 3, 3, 4, 0, 2]);
    const window = createContributionWindow({ scopes: everything });
    for (const value of [0, 0.1, 1, 1]) window.push(measurement('face', 'smile-share', measured(value)));
    expect(decodeContribution(window.finish()?.consume() ?? [])[5]).toBe(3);
  });

  test('what no group scope covers counts as abstained, exactly like a real abstention', () => {
    const given = [
      scope('voice', 'behaviour'),
      scope('face', 'behaviour', 'self-view'),
      scope('face', 'affect'),
    ];
    const reallyAbsent = [...all.slice(0, 5), measurement('face', 'smile-share', absent)];
    expect(binsOf(given, all)).toEqual([2, 2, 1, 3, 3, null, null, null]);
    expect(binsOf(given, all)).toEqual(binsOf(everything, reallyAbsent));
  });

  test('an estimate counts only if the scope is given for every modality in it', () => {
    const given = [scope('face', 'affect')];
    expect(binsOf(given, [affect(['face'], 0.9, 0)])).toEqual([null, null, null, null, null, null, 4, 2]);
    expect(binsOf(given, [affect(['voice', 'face'], 0.9, 0)])).toEqual(nothing);
    expect(binsOf(given, [affect([], 0.9, 0)])).toEqual(nothing);
  });

  test('abstains with too few measured readings, or too small a share of them', () => {
    const count = (good: number, bad: number): unknown => {
      const window = createContributionWindow({ scopes: everything });
      for (let at = 0; at < good; at += 1) window.push(measurement('face', 'smile-share', measured(0.5)));
      for (let at = 0; at < bad; at += 1) window.push(measurement('face', 'smile-share', absent));
      return decodeContribution(window.finish()?.consume() ?? [])[5];
    };
    expect(count(2, 0)).toBeNull();
    expect(count(3, 0)).toBe(3);
    expect(count(3, 9)).toBe(3);
    expect(count(3, 10)).toBeNull();
  });

  test('a number that is none is no measurement', () => {
    const signals = [Number.NaN, Number.POSITIVE_INFINITY].map((value) =>
      measurement('face', 'smile-share', measured(value)),
    );
    expect(binsOf(everything, signals)).toEqual(nothing);
  });

  test('without a group scope there is no contribution', () => {
    const window = createContributionWindow({ scopes: [scope('voice', 'behaviour', 'self-view')] });
    for (const signal of all) window.push(signal);
    expect(window.finish()).toBeNull();
  });

  test('finishes once, and a contribution is consumed once and shows nothing before', () => {
    const window = createContributionWindow({ scopes: everything });
    const contribution = window.finish();
    expect(window.finish()).toBeNull();
    expect(JSON.stringify(contribution)).toBe('{}');
    expect(contribution?.consume()).toHaveLength(vectorLength);
    expect(contribution?.consume()).toBeNull();
  });

  test('names the option that is wrong', () => {
    expect(() => createContributionWindow({ scopes: null as never })).toThrow(/^scopes/);
    expect(() => createContributionWindow({ scopes: [], minimumReadings: 0 })).toThrow(/^minimumReadings/);
    expect(() => createContributionWindow({ scopes: [], minimumMeasuredShare: 2 })).toThrow(
      /^minimumMeasuredShare/,
    );
  });
});

const cell = fc.option(fc.integer({ min: 0, max: 4 }), { nil: null });
const bins = fc.tuple(...groupSignals.map(() => cell));

describe('the contribution vector', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(bins, (some) => {
        expect(decodeContribution(encodeContribution(some))).toEqual(some);
      }),
    );
  });

  test('no change of a single number, and no other length, is still a contribution', () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 5 }), fc.double(), fc.string(), fc.constant(null));
    fc.assert(
      fc.property(bins, fc.nat({ max: vectorLength - 1 }), value, (some, at, other) => {
        const counts: unknown[] = [...encodeContribution(some)];
        fc.pre(!Object.is(counts[at], other) && !(counts[at] === 0 && other === 0));
        counts[at] = other;
        expect(isContribution(counts)).toBe(false);
        expect(() => decodeContribution(counts)).toThrow(TypeError);
        expect(isContribution(encodeContribution(some).slice(1))).toBe(false);
        expect(isContribution([...encodeContribution(some), 0])).toBe(false);
      }),
    );
  });

  test('a value on an edge is in the upper bin, and bins ascend', () => {
    for (const signal of groupSignals) {
      expect([...signal.edges].sort((a, b) => a - b)).toEqual(signal.edges);
      signal.edges.forEach((edge, index) => {
        expect(binOf(signal, edge)).toBe(index + 1);
        expect(binOf(signal, edge - 1e-9)).toBe(index);
      });
    }
  });
});
