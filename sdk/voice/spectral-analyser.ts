import FFT from 'fft.js';
import { createMelFeatures } from './mel-features.ts';

/** Samples a spectrum looks at: 20 ms at 16 kHz. */
export const SPECTRAL_WINDOW = 320;

/** Describes spectra of 16 kHz sound. Owns its buffers: one per stream. */
export interface SpectralAnalyser {
  /** Reads {@link SPECTRAL_WINDOW} samples of `sound` from `offset`; writes the fields in order from `into[at]`. */
  analyse(sound: Float32Array, offset: number, into: Float64Array, at: number): void;
  /** Forgets the last spectrum, as at a gap. */
  reset(): void;
}

const FFT_SIZE = 512;
const FLOOR = 1e-12;

/**
 * Creates an analyser by the definitions of eGeMAPS (Eyben et al. 2016) on 20 ms
 * Hamming windows: alpha ratio (1-5 kHz over 50-1000 Hz, the sign openSMILE
 * gives it), Hammarberg index (strongest peak of 0-2 kHz over that of 2-5 kHz),
 * spectral slopes by linear regression over the dB spectrum, energy above over
 * below 500 Hz (Bone et al. 2014), MFCC 1-4, loudness.
 *
 * Departure: `flux` is the Euclidean distance of successive *unit-energy*
 * amplitude spectra (0 to the square root of 2), so that the microphone's gain does not enter it.
 */
export function createSpectralAnalyser(sampleRateHz: number): SpectralAnalyser {
  const fft = new FFT(FFT_SIZE);
  const bins = FFT_SIZE / 2 + 1;
  const hertzPerBin = sampleRateHz / FFT_SIZE;
  const real = new Float64Array(FFT_SIZE);
  const complex = new Float64Array(2 * FFT_SIZE);
  const power = new Float64Array(bins);
  const decibels = new Float64Array(bins);
  const amplitude = new Float64Array(bins);
  const before = new Float64Array(bins);
  const window = new Float64Array(SPECTRAL_WINDOW);
  for (let i = 0; i < SPECTRAL_WINDOW; i++) {
    window[i] = 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (SPECTRAL_WINDOW - 1));
  }
  const mel = createMelFeatures(sampleRateHz, bins);
  let hasBefore = false;

  const firstBin = (hertz: number): number => Math.ceil(hertz / hertzPerBin);
  const lastBin = (hertz: number): number => Math.min(bins - 1, Math.floor(hertz / hertzPerBin));

  function energy(fromHz: number, toHz: number): number {
    let sum = FLOOR;
    for (let bin = firstBin(fromHz); bin <= lastBin(toHz); bin++) sum += power[bin] as number;
    return sum;
  }
  function peak(fromHz: number, toHz: number): number {
    let top = FLOOR;
    for (let bin = firstBin(fromHz); bin <= lastBin(toHz); bin++) top = Math.max(top, power[bin] as number);
    return top;
  }
  function slope(fromHz: number, toHz: number): number {
    const first = firstBin(fromHz);
    const last = lastBin(toHz);
    const middle = (first + last) / 2;
    let above = 0;
    let below = 0;
    for (let bin = first; bin <= last; bin++) {
      above += (bin - middle) * (decibels[bin] as number);
      below += (bin - middle) ** 2;
    }
    return above / below / hertzPerBin;
  }
  function flux(): number {
    let total = FLOOR;
    for (let bin = 0; bin < bins; bin++) total += power[bin] as number;
    let distance = 0;
    for (let bin = 0; bin < bins; bin++) {
      const here = Math.sqrt((power[bin] as number) / total);
      distance += (here - (before[bin] as number)) ** 2;
      amplitude[bin] = here;
    }
    before.set(amplitude);
    const result = hasBefore ? Math.sqrt(distance) : 0;
    hasBefore = true;
    return result;
  }

  return {
    reset() {
      hasBefore = false;
      before.fill(0);
    },
    analyse(sound, offset, into, at) {
      for (let i = 0; i < SPECTRAL_WINDOW; i++)
        real[i] = (sound[offset + i] as number) * (window[i] as number);
      fft.realTransform(complex, real);
      for (let bin = 0; bin < bins; bin++) {
        const re = complex[2 * bin] as number;
        const im = complex[2 * bin + 1] as number;
        power[bin] = re * re + im * im;
        decibels[bin] = 10 * Math.log10((power[bin] as number) + FLOOR);
      }
      into[at] = 10 * Math.log10(energy(1000, 5000) / energy(50, 1000));
      into[at + 1] = 10 * Math.log10(peak(0, 2000) / peak(2000, 5000));
      into[at + 2] = slope(0, 500);
      into[at + 3] = slope(500, 1500);
      into[at + 4] = 10 * Math.log10(energy(500, sampleRateHz / 2) / energy(80, 500));
      into[at + 5] = flux();
      mel.write(power, into, at + 6);
    },
  };
}
