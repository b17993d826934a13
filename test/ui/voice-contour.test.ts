import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContourPoint, contourPath, contourSeconds, extendContour } from '../../sdk/ui/voice-contour.ts';
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
  expect(extendContour([], signals)).toEqual([{ atSeconds: 5, pitchHz: null, loudnessDbfs: -30 }]);
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
