import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, readLabels } from '../../bench/evaluate/assessment.ts';
import {
  type Claim,
  calibrationBins,
  chanceAboveZero,
  expectedCalibrationError,
  riskCoverage,
} from '../../bench/evaluate/calibration.ts';
import type { ExpressionEvaluation } from '../../bench/evaluate/expression-evaluation.ts';
import { expressionFigures } from '../../bench/evaluate/expression-figures.ts';
import { groupGaps } from '../../bench/evaluate/expression-gaps.ts';
import { headDifferences } from '../../bench/evaluate/head-differences.ts';
import { ownHeadFigures } from '../../bench/evaluate/own-head-figures.ts';
import { printExpressions } from '../../bench/evaluate/print-expressions.ts';
import { rankArea } from '../../bench/evaluate/rank-area.ts';
import type { HeadFile } from '../../bench/evaluate/read-head.ts';
import { renderReport } from '../../bench/evaluate/render-report.ts';

function assessed(smile: boolean | null, score: number | null): Assessment {
  return {
    labels: { smile, valence: null, arousal: null, isNeutral: false, person: null },
    smile: score,
    valence: null,
    arousal: null,
    shortfalls: score === null ? ['too-dark'] : [],
    hadBaseline: false,
  };
}

describe('rankArea', () => {
  it('counts pairs, ties by half', () => {
    const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (positives, negatives) => {
        const pairs = positives.flatMap((a) =>
          negatives.map((b) => (a > b ? 1 : a === b ? 0.5 : 0) as number),
        );
        const counted = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
        expect(rankArea(positives, negatives)).toBeCloseTo(counted, 12);
      }),
    );
    expect(rankArea([], [1])).toBeNaN();
  });
});

describe('calibration', () => {
  const claims = (probability: number, trueOnes: number, count: number): Claim[] =>
    Array.from({ length: count }, (_, index) => ({ probability, isTrue: index < trueOnes }));

  it('is the distance of what was claimed from what came true', () => {
    expect(expectedCalibrationError(claims(0.75, 3, 4))).toBeCloseTo(0, 12);
    expect(expectedCalibrationError([...claims(0.95, 5, 10), ...claims(0.05, 0, 10)])).toBeCloseTo(0.25, 12);
    expect(expectedCalibrationError([])).toBeNaN();
    expect(calibrationBins(claims(1, 1, 1))).toEqual([{ claimed: 1, observed: 1, count: 1 }]);
  });

  it('orders answers by how sure they are', () => {
    const curve = riskCoverage([...claims(0.99, 10, 10), ...claims(0.6, 5, 10)]);
    expect(curve.at(9)).toEqual({ coverage: 0.5, risk: 0 });
    expect(curve.at(-1)).toEqual({ coverage: 1, risk: 0.25 });
  });

  it('knows the normal distribution', () => {
    expect(chanceAboveZero(0, 1)).toBeCloseTo(0.5, 6);
    expect(chanceAboveZero(1.96, 1)).toBeCloseTo(0.975, 4);
    expect(chanceAboveZero(-0.5, 0.5)).toBeCloseTo(0.158655, 5);
  });
});

describe('labels', () => {
  const row = (values: Record<string, string>) => ({ line: 2, values });
  it('reads what a manifest may say', () => {
    expect(
      readLabels(row({ smile: '1', valence: 'low', arousal: '0.25', neutral: 'no', person: 'ada' })),
    ).toEqual({ smile: true, valence: -1, arousal: 0.25, isNeutral: false, person: 'ada' });
    expect(readLabels(row({}))).toMatchObject({ smile: null, valence: null, person: null });
  });
  it.each([
    ['smile', 'maybe'],
    ['valence', '2'],
    ['arousal', 'NaN'],
  ])('names a bad %s', (column, value) => {
    expect(() => readLabels(row({ [column]: value }))).toThrow(`'${column}' is '${value}'`);
  });
});

describe('figures', () => {
  const some = [
    ...[0.9, 0.8, 0.4, 0.95].map((score) => assessed(true, score)),
    ...[0.1, 0.2, 0.6, 0.05].map((score) => assessed(false, score)),
    assessed(true, null),
    assessed(null, 0.5),
  ];
  it('count what was answered and say how much was', () => {
    const figures = expressionFigures(some);
    expect(figures.smileAuc).toMatchObject({ value: 15 / 16, n: 8 });
    expect(figures.smileTruePositiveRate?.value).toBe(0.75);
    expect(figures.smileFalsePositiveRate?.value).toBe(0.25);
    expect(figures.coverage?.value).toBe(0.9);
    expect(figures.valenceAuc).toMatchObject({ value: null, n: 0 });
  });

  it('are not defined where nobody smiles', () => {
    const figures = expressionFigures([0.1, 0.2].map((score) => assessed(false, score)));
    for (const name of ['smileAuc', 'smileTruePositiveRate', 'smileFalsePositiveRateAt92True'])
      expect(figures[name]?.value, name).toBeNull();
    expect(figures.smileFalsePositiveRate?.value).toBe(0);
  });

  it('compare groups by the worst, the abstentions and the odds', () => {
    const gaps = groupGaps([
      ...some.slice(0, 8).map((assessment) => ({ group: 'a', assessment })),
      ...some.slice(0, 2).map((assessment) => ({ group: 'b', assessment })),
      ...some.slice(4, 6).map((assessment) => ({ group: 'b', assessment })),
      { group: 'b', assessment: assessed(true, null) },
    ]);
    expect(gaps.worstSmileAuc.value).toBe(15 / 16);
    expect(gaps.smileAucGap.value).toBe(1 / 16);
    expect(gaps.abstentionGap.value).toBeCloseTo(0.2, 12);
    expect(gaps.equalisedOddsGap.value).toBe(0.25);
  });

  const judged = (label: number, value: number): Assessment => ({
    ...assessed(null, 0.1),
    labels: { smile: null, valence: label, arousal: null, isNeutral: false, person: null },
    valence: { value, deviation: 0.5 },
  });

  it('tell which of two heads is ahead, over what both answered', () => {
    const labels = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 0.6 : -0.6));
    const pairs = labels.map((label, index) => ({
      own: judged(label, label),
      shipped:
        index === 0 ? { ...judged(label, 0), valence: null } : judged(label, index % 4 < 2 ? label : -label),
    }));
    const { valenceAuc, valenceError, arousalAuc } = headDifferences(pairs);
    expect(valenceAuc?.n).toBe(39);
    expect(valenceAuc?.low).toBeGreaterThan(0);
    expect(valenceError?.high).toBeLessThan(0);
    expect(arousalAuc).toMatchObject({ value: null, n: 0 });
    const same = headDifferences(pairs.map(({ own }) => ({ own, shipped: own })));
    expect(same.valenceAuc).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it('make a report that needs nothing beside it and escapes what it is given', () => {
    const evaluation: ExpressionEvaluation = {
      task: 'face',
      manifest: '<script>.csv',
      measured: 10,
      head: 'rules',
      metrics: expressionFigures(some),
      groups: { group_sex: { f: expressionFigures(some) } },
      gaps: { group_sex: groupGaps(some.map((assessment) => ({ group: 'f', assessment }))) },
      skipped: [{ line: 7, reason: 'there is no file <x>' }],
      calibration: { smile: { bins: [{ claimed: 0.9, observed: 0.8, count: 3 }], riskCoverage: [] } },
      abstentions: { 'too-dark': 1 },
      drift: [],
      corruption: [{ kind: 'blur', severity: 1, metrics: expressionFigures(some) }],
      compare: {
        human: {
          metrics: expressionFigures(some),
          groups: {},
          gaps: {},
          skipped: [],
          onCommonRows: { assent: expressionFigures(some), peer: expressionFigures(some) },
        },
      },
      ownHead: null,
    };
    const html = renderReport(evaluation);
    expect(html).toContain('&lt;script&gt;.csv');
    expect(html).toContain('line 7: there is no file &lt;x&gt;');
    expect(html).not.toMatch(/<script|src=|href=|url\(/);
    expect(html.match(/<svg/g)).toHaveLength(5);

    const own = some.map((one) => ({ ...one, own: { valence: null, arousal: null } }));
    const head = { manifest: { id: '<own>', version: '7', sha256: 'f00' }, path: '', model: '' } as HeadFile;
    const row = { line: 2, values: { group_sex: 'f' } };
    const ownHead = ownHeadFigures(
      head,
      own.map((value) => ({ row, value })),
      ['group_sex'],
      [],
    );
    const beside = { ...evaluation, ownHead };
    expect(renderReport(beside)).toContain('Your own head, &lt;own&gt; 7, beside the one that ships');
    expect(renderReport(beside).match(/<svg/g)).toHaveLength(7);
    expect(printExpressions(beside)).toMatch(/same frames by rules and by your own head, <own> 7\n/);
    expect(printExpressions(evaluation)).toContain('valence and arousal are those of rules');
  });
});
