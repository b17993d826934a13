import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ContourPoint,
  contourPath,
  contourSeconds,
  extendContour,
  pausesPath,
  pitchLines,
} from '../../sdk/ui/voice-contour.ts';
import type { Signal } from '../../sdk/vocabulary.ts';
import { abstained, measured, measurement } from './examples.ts';

const voice = (atSeconds: number, pitch: number | null) => [
  measurement('voice', 'pitch', 'Hz', pitch === null ? abstained('no-speech') : measured(pitch), atSeconds),
  measurement('voice', 'loudness', 'dBFS', measured(-30), atSeconds),
];

test('holds ascending times within the last ten seconds, whatever comes', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (times) => {
      let points: readonly ContourPoint[] = [];
      for (const time of times) points = extendContour(points, voice(time, 100));
      const kept = points.map(({ atSeconds }) => atSeconds);
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect((kept.at(-1) ?? 0) - (kept[0] ?? 0)).toBeLessThanOrEqual(contourSeconds);
    }),
  );
});

test('is empty as soon as no voice is measured', () => {
  const points = extendContour([], voice(1, 100));
  expect(points).toHaveLength(1);
  expect(extendContour(points, [measurement('face', 'smile', '1', measured(1))])).toEqual([]);
});

test('does not draw a reading that lags at the place of the newest', () => {
  const signals = [
    measurement('voice', 'pitch', 'Hz', measured(100), 1),
    measurement('voice', 'loudness', 'dBFS', measured(-30), 5),
  ];
  expect(extendContour([], signals)).toEqual([
    { atSeconds: 5, pitchHz: null, loudnessDbfs: -30, isSpeech: null },
  ]);
});

test('the line breaks where there was no reading, and an octave is an equal step', () => {
  let points: readonly ContourPoint[] = [];
  for (const [time, pitch] of [
    [0, 60],
    [0.25, 120],
    [0.5, null],
    [0.75, 240],
    [1, 480],
  ] as const) {
    points = extendContour(points, voice(time, pitch));
  }
  expect(contourPath(points, 'pitchHz', 100, 90)).toBe('M90.0 90.0h0.01L92.5 60.0M97.5 30.0h0.01L100.0 0.0');
});

/** What a second of a voice looks like that says a syllable of 0.4 s, is silent for 0.4 s and speaks again. */
const second = (endsAtSeconds: number): readonly Signal[] => {
  const steps = Array.from({ length: 50 }, (_, i) => i);
  const speaks = (i: number): boolean => i < 20 || i >= 40;
  const trace = (values: readonly (number | null)[]) => ({ endsAtSeconds, stepSeconds: 0.02, values });
  const of = (name: 'pitch' | 'loudness' | 'speech-activity', values: readonly (number | null)[]) => ({
    ...measurement('voice', name, '1', measured(1), endsAtSeconds),
    trace: trace(values),
  });
  return [
    of(
      'pitch',
      steps.map((i) => (speaks(i) ? 100 + i : null)),
    ),
    of(
      'loudness',
      steps.map((i) => (speaks(i) ? -20 : -60)),
    ),
    of(
      'speech-activity',
      steps.map((i) => (speaks(i) ? 0.9 : 0.1)),
    ),
  ];
};

test('draws every step of the traces once, though each second is told four times', () => {
  let points: readonly ContourPoint[] = [];
  for (let at = 1; at <= 13; at += 0.24) points = extendContour(points, second(at));
  const gaps = points.slice(1).map(({ atSeconds }, i) => atSeconds - (points[i]?.atSeconds ?? 0));
  expect(points).toHaveLength(contourSeconds / 0.02);
  expect(Math.max(...gaps)).toBeLessThan(0.031);
  expect(Math.min(...gaps)).toBeGreaterThan(0.009);
});

test('shows the pitch as it moved, broken at the pause, and the pause', () => {
  const points = extendContour([], second(10));
  expect(points.map(({ pitchHz }) => pitchHz).slice(18, 42)).toEqual([
    118,
    119,
    ...Array(20).fill(null),
    140,
    141,
  ]);
  expect(contourPath(points, 'pitchHz', 1000, 100).match(/M/g)).toHaveLength(2);
  expect(pausesPath(points, 1000, 100)).toBe('M942.0 0H980.0V100H942.0Z');
});

test('takes no silence within a word for a pause', () => {
  const points: ContourPoint[] = [true, false, false, true].map((isSpeech, i) => ({
    atSeconds: i / 10,
    pitchHz: null,
    loudnessDbfs: null,
    isSpeech,
  }));
  expect(pausesPath(points, 100, 10)).toBe('');
});

test('draws no stroke from an octave to the other that was taken for it, and one along a quick glide', () => {
  const strokes = (stepSeconds: number, ...pitches: readonly number[]): number => {
    const points = pitches.map((pitchHz, i) => ({
      atSeconds: i * stepSeconds,
      pitchHz,
      loudnessDbfs: null,
      isSpeech: true,
    }));
    return contourPath(points, 'pitchHz', 100, 10).match(/L/g)?.length ?? 0;
  };
  expect(strokes(0.02, 200, 400, 401, 200)).toBe(1);
  expect(strokes(0.02, 200, 220, 245, 270, 300)).toBe(4);
  expect(strokes(0.25, 200, 400, 200)).toBe(2);
});

test('draws each of its pitch lines where that pitch is drawn', () => {
  for (const { pitchHz, place } of pitchLines) {
    const path = contourPath(extendContour([], voice(1, pitchHz)), 'pitchHz', 100, 1000);
    expect(path).toBe(`M100.0 ${(1000 * place).toFixed(1)}h0.01`);
  }
});
