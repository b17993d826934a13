import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createVoiceAnalyser } from '../../sdk/voice/voice-analyser.ts';
import { concat, mix, noise, vowel } from './signals.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const RATE = 48_000;
const CHUNK = 480;
const words = concat(vowel({ rateHz: RATE, seconds: 1.5, pitchHz: () => 140 }), new Float32Array(RATE / 2));
const speech = mix(words, noise(words.length, 0.001));
const chunks = Array.from({ length: speech.length / CHUNK }, (_, i) =>
  speech.subarray(i * CHUNK, (i + 1) * CHUNK),
);

describe('the memory of the voice analyser', () => {
  it('does not grow over minutes of speech, and hardly anything is allocated on the way', () => {
    let rows = 0;
    const analyser = createVoiceAnalyser(RATE, () => {
      rows++;
    });
    let at = 0;
    const listen = (seconds: number): void => {
      for (let i = 0; i < seconds * 100; i++, at += 0.01)
        analyser.push(chunks[i % chunks.length] as Float32Array, CHUNK, at, 0);
    };
    // Until the compiler is done with it.
    listen(30);
    collect();
    const settled = process.memoryUsage().heapUsed;
    // By the second: over ten, a collection in between would hide what was allocated.
    const allocated = Array.from({ length: 10 }, () => {
      const before = process.memoryUsage().heapUsed;
      listen(1);
      return process.memoryUsage().heapUsed - before;
    });
    listen(110);
    collect();
    const growth = process.memoryUsage().heapUsed - settled;
    expect(rows).toBeGreaterThan(14_900);
    expect(growth).toBeLessThan(256 * 1024);
    expect(allocated.sort((a, b) => a - b)[5]).toBeLessThan(256 * 1024);
  }, 60_000);
});
