import type { Sound } from '../evaluate/sound.ts';
import { createRandom, normal } from '../random.ts';
import type { Corruption } from './corruption.ts';

/**
 * Noise at a signal-to-noise ratio over the whole recording: pink noise, as most
 * rooms have it, or a recording of one's own, which must have the sound's rate.
 */
export function addNoise(recorded: Sound | null): Corruption {
  return {
    name: 'noise',
    severities: [20, 15, 10, 5, 0],
    unit: 'dB SNR',
    apply(sound, decibels) {
      if (recorded !== null && recorded.rateHz !== sound.rateHz)
        throw new Error(`the noise has ${recorded.rateHz} Hz, the recording ${sound.rateHz} Hz`);
      const noise =
        recorded === null
          ? pinkNoise(sound.samples.length)
          : sound.samples.map((_, i) => recorded.samples[i % recorded.samples.length] as number);
      const gain = Math.sqrt(energy(sound.samples) / energy(noise) / 10 ** (decibels / 10));
      return { ...sound, samples: sound.samples.map((sample, i) => sample + gain * (noise[i] as number)) };
    },
  };
}

const energy = (samples: Float32Array): number =>
  samples.reduce((sum, sample) => sum + sample * sample, 1e-12);

/** White noise through the filter of three poles and zeros by Kellet, within 0.5 dB of 3 dB an octave. */
function pinkNoise(length: number): Float32Array {
  const random = createRandom(length);
  let [a, b, c] = [0, 0, 0];
  return Float32Array.from({ length }, () => {
    const white = normal(random);
    a = 0.99765 * a + white * 0.099046;
    b = 0.963 * b + white * 0.2965164;
    c = 0.57 * c + white * 1.0526913;
    return a + b + c + white * 0.1848;
  });
}
