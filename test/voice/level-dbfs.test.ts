import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelDbfs } from '../../sdk/voice/level-dbfs.ts';

const sine = (amplitude: number, offset = 0): Float32Array =>
  Float32Array.from(
    { length: 1600 },
    (_, i) => offset + amplitude * Math.sin((2 * Math.PI * 100 * i) / 16_000),
  );

describe('levelDbfs', () => {
  it('is 0 dB for a full-scale sine, and -20 dB for a tenth of it', () => {
    expect(levelDbfs(sine(1))).toBeCloseTo(0, 3);
    expect(levelDbfs(sine(0.1))).toBeCloseTo(-20, 3);
  });

  it('does not hear an offset', () => {
    expect(levelDbfs(sine(0.1, 0.3))).toBeCloseTo(-20, 2);
    expect(levelDbfs(new Float32Array(160).fill(0.5))).toBeLessThan(-100);
  });

  it('is finite for any sound, silence included', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 1 }), (samples) => {
        const level = levelDbfs(Float32Array.from(samples));
        expect(level).toBeGreaterThanOrEqual(-120);
        expect(level).toBeLessThanOrEqual(3.02);
      }),
    );
  });
});
