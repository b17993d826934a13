import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROW } from '../../sdk/voice/frame-row.ts';
import { createVoiceAnalyser } from '../../sdk/voice/voice-analyser.ts';

const rateHz = 16_000;
const chunkLength = 160;

describe('createVoiceAnalyser', () => {
  it('stamps every row with a finite time that only grows, wherever samples were lost, the first chunk included', () => {
    const gap = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: rateHz }));
    fc.assert(
      fc.property(fc.array(gap, { minLength: 20, maxLength: 60 }), (gaps) => {
        const times: number[] = [];
        const analyser = createVoiceAnalyser(rateHz, (row) => times.push(row[ROW.atSeconds] as number));
        let frames = 0;
        for (const gapFrames of gaps) {
          frames += gapFrames;
          analyser.push(
            new Float32Array(chunkLength).fill(0.1),
            chunkLength,
            100 + frames / rateHz,
            gapFrames,
          );
          frames += chunkLength;
        }
        for (const [index, time] of times.entries()) {
          expect(Number.isFinite(time)).toBe(true);
          if (index > 0) expect(time).toBeGreaterThan((times[index - 1] as number) - 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  }, 30_000);

  it('begins with the first chunk that arrives, though samples before it were lost', () => {
    const times: number[] = [];
    const analyser = createVoiceAnalyser(rateHz, (row) => times.push(row[ROW.atSeconds] as number));
    for (let index = 0; index < 40; index++) {
      analyser.push(new Float32Array(chunkLength), chunkLength, 7 + index * 0.01, index === 0 ? 3200 : 0);
    }
    expect(times.length).toBeGreaterThan(10);
    expect(times[0]).toBeGreaterThan(7);
    expect(times[0]).toBeLessThan(7.1);
  });
});
