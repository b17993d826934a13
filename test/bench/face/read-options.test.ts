import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../bench/face/read-options.ts';

describe('the options of bench:face', () => {
  it('are those of the whole run where none is given', () => {
    const picture = { width: 640, height: 480 };
    expect(readOptions([])).toEqual({ minutes: 10, seconds: 8, rounds: 2, picture, json: null });
  });

  it('are read as they are given', () => {
    const args = [
      '--minutes',
      '0',
      '--seconds',
      '4',
      '--rounds',
      '1',
      '--picture',
      '360x288',
      '--json',
      'o.json',
    ];
    const picture = { width: 360, height: 288 };
    expect(readOptions(args)).toEqual({ minutes: 0, seconds: 4, rounds: 1, picture, json: 'o.json' });
  });

  it.each([
    ['minutes', '-1'],
    ['minutes', 'ten'],
    ['minutes', ''],
    ['seconds', '0'],
    ['seconds', 'Infinity'],
    ['rounds', '0.5'],
    ['picture', '640'],
    ['picture', '641x480'],
    ['picture', '640x0'],
    ['picture', '640x480p'],
  ])('are refused by name: --%s %s', (option, value) => {
    expect(() => readOptions([`--${option}=${value}`])).toThrow(
      new RegExp(`^--${option} ${value}: expected `),
    );
  });

  it('are refused where nobody knows them', () => {
    expect(() => readOptions(['--hours', '1'])).toThrow(/--hours/);
  });
});
