import FFT from 'fft.js';
import { createRandom, normal } from '../random.ts';
import type { Corruption } from './corruption.ts';

const DIRECT_TO_REVERBERANT_DB = 3;
/** The direct sound arrives before what the walls send back. */
const FIRST_REFLECTION_SECONDS = 0.01;

/** A room: the direct sound and a tail of noise that falls by 60 dB in the given time, 3 dB weaker in all (Polack 1988). */
export const reverberate: Corruption = {
  name: 'reverberation',
  severities: [0.3, 0.5, 0.8, 1.2, 1.8],
  unit: 's decay',
  apply(sound, decaySeconds) {
    const { samples, rateHz } = sound;
    const random = createRandom(1);
    const from = Math.round(FIRST_REFLECTION_SECONDS * rateHz);
    const tail = Float64Array.from({ length: Math.round(decaySeconds * rateHz) }, (_, i) =>
      i < from ? 0 : normal(random) * 10 ** ((-3 * (i - from)) / (decaySeconds * rateHz)),
    );
    const energy = tail.reduce((sum, value) => sum + value * value, 0);
    const gain = Math.sqrt(10 ** (-DIRECT_TO_REVERBERANT_DB / 10) / energy);
    const room = tail.map((value) => gain * value);
    room[0] = 1;
    return { rateHz, samples: convolve(samples, room) };
  },
};

function convolve(sound: Float32Array, response: Float64Array): Float32Array {
  const size = 2 ** Math.ceil(Math.log2(sound.length + response.length));
  const fft = new FFT(size);
  const transform = (input: ArrayLike<number>): Float64Array => {
    const real = new Float64Array(size);
    real.set(input);
    const output = new Float64Array(2 * size);
    fft.realTransform(output, real);
    fft.completeSpectrum(output);
    return output;
  };
  const a = transform(sound);
  const b = transform(response);
  for (let i = 0; i < 2 * size; i += 2) {
    const [x, y, u, v] = [a[i], a[i + 1], b[i], b[i + 1]] as [number, number, number, number];
    a[i] = x * u - y * v;
    a[i + 1] = x * v + y * u;
  }
  const output = new Float64Array(2 * size);
  fft.inverseTransform(output, a);
  return Float32Array.from({ length: sound.length }, (_, i) => output[2 * i] as number);
}
