import FFT from 'fft.js';

/** Samples that {@link HighBand.measure} looks at. */
export const HIGH_BAND_WINDOW = 512;

/** Measures how much sound there is above what a telephone carries. Owns its buffers: one per stream. */
export interface HighBand {
  /** Energy from 4.5 to 7.5 kHz over that from 0.1 to 4 kHz, in dB, of {@link HIGH_BAND_WINDOW} samples of `sound` from `offset`. */
  measure(sound: Float32Array, offset: number): number;
}

const FLOOR = 1e-12;

/**
 * Creates the measure. It has a Hann window of its own, whose side lobes fall
 * fast: those of the Hamming window that eGeMAPS asks for would fill an empty band.
 */
export function createHighBand(sampleRateHz: number): HighBand {
  const fft = new FFT(HIGH_BAND_WINDOW);
  const real = new Float64Array(HIGH_BAND_WINDOW);
  const complex = new Float64Array(2 * HIGH_BAND_WINDOW);
  const window = Float64Array.from(
    real,
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / HIGH_BAND_WINDOW),
  );

  function energy(fromHz: number, toHz: number): number {
    const hertzPerBin = sampleRateHz / HIGH_BAND_WINDOW;
    let sum = FLOOR;
    for (let bin = Math.ceil(fromHz / hertzPerBin); bin * hertzPerBin <= toHz; bin++)
      sum += (complex[2 * bin] as number) ** 2 + (complex[2 * bin + 1] as number) ** 2;
    return sum;
  }

  return {
    measure(sound, offset) {
      for (let i = 0; i < HIGH_BAND_WINDOW; i++)
        real[i] = (sound[offset + i] as number) * (window[i] as number);
      fft.realTransform(complex, real);
      return 10 * Math.log10(energy(4500, 7500) / energy(100, 4000));
    },
  };
}
