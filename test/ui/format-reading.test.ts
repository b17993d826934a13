import { expect, test } from 'vitest';
import { behaviourScales, positionOn } from '../../sdk/ui/behaviour-scale.ts';
import { formatMargin, formatValue } from '../../sdk/ui/format-reading.ts';

test.each([
  [0.623, '1', 'en', '62%'],
  [0.623, '1', 'de', '62\u00a0%'],
  [118.4, 'Hz', 'en', '118'],
  [4.25, '1/s', 'de', '4,3'],
  [-24.4, 'dBFS', 'en', '-24'],
  [-0.2, 'dBFS', 'en', '0'],
  [6.44, 'semitone', 'fr', '6,4'],
] as const)('%d in %s is, in %s, “%s”', (value, unit, locale, text) => {
  expect(formatValue(value, unit, locale)).toBe(text);
});

test('a margin holds about 19 of 20 cases', () => {
  expect(formatMargin(5, 'Hz', 'en')).toBe('± 10');
});

test('a value beyond a scale is drawn at its end', () => {
  const { pitch } = behaviourScales;
  if (pitch === null) throw new Error('pitch has a scale');
  expect([10, 60, 230, 400, 900].map((hz) => positionOn(pitch, hz))).toEqual([0, 0, 0.5, 1, 1]);
});
