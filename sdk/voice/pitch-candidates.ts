import FFT from 'fft.js';

/** The periods that one stretch of sound may have, best first not guaranteed. Reused from hop to hop. */
export interface PitchCandidates {
  count: number;
  readonly frequencyHz: Float64Array;
  /** Window-corrected normalised autocorrelation at that period, 0 to 1. */
  readonly strength: Float64Array;
  /** How alike the two cycles of that period around the middle are, 0 to 1; filled by `createCycleLikeness`. */
  readonly likeness: Float64Array;
}

/** Candidates kept per hop; more never changed a path on speech. */
export const MAXIMUM_CANDIDATES = 10;
/** Samples that {@link PitchAnalyser.analyse} looks at: 40 ms at 16 kHz, 2.3 periods of the lowest pitch, three of 75 Hz as Praat takes by default. */
export const PITCH_WINDOW = 640;
/** Lowest pitch that is looked for; a little under the 60 Hz that are promised, so that 60 is no edge. */
const PITCH_FLOOR_HZ = 57;
/** Highest pitch that is looked for; a little over the 500 Hz that are promised. */
const PITCH_CEILING_HZ = 525;

const FFT_SIZE = 1024;
const MINIMUM_STRENGTH = 0.15;

/** Finds candidates for the pitch in a stretch of 16 kHz sound. Owns its buffers: one per stream. */
export interface PitchAnalyser {
  /** Reads {@link PITCH_WINDOW} samples of `sound` from `offset` and fills `into`. */
  analyse(sound: Float32Array, offset: number, into: PitchCandidates): void;
}

/** Allocates room for the candidates of one hop. */
export function createPitchCandidates(): PitchCandidates {
  return {
    count: 0,
    frequencyHz: new Float64Array(MAXIMUM_CANDIDATES),
    strength: new Float64Array(MAXIMUM_CANDIDATES),
    likeness: new Float64Array(MAXIMUM_CANDIDATES),
  };
}

/**
 * Creates an analyser after Boersma (1993, *Accurate short-term analysis of the
 * fundamental frequency*): the autocorrelation of the Hann-windowed sound,
 * divided by that of the window, so that a periodic sound has strength 1 at its
 * period; maxima are refined by a parabola.
 */
export function createPitchAnalyser(sampleRateHz: number): PitchAnalyser {
  const fft = new FFT(FFT_SIZE);
  const real = new Float64Array(FFT_SIZE);
  const complex = new Float64Array(2 * FFT_SIZE);
  const correlation = new Float64Array(FFT_SIZE / 2);
  const shortest = Math.floor(sampleRateHz / PITCH_CEILING_HZ);
  // A window of 40 ms cannot wrap around into these lags: its ends are faded to nothing.
  const longest = Math.min(Math.ceil(sampleRateHz / PITCH_FLOOR_HZ), FFT_SIZE / 2 - 2);

  const window = new Float64Array(PITCH_WINDOW);
  for (let i = 0; i < PITCH_WINDOW; i++)
    window[i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / PITCH_WINDOW);
  const correction = new Float64Array(longest + 2);
  for (let lag = 0; lag < correction.length; lag++) {
    let sum = 0;
    for (let i = lag; i < PITCH_WINDOW; i++) sum += (window[i] as number) * (window[i - lag] as number);
    correction[lag] = sum;
  }
  const atZero = correction[0] as number;
  for (let lag = 0; lag < correction.length; lag++) correction[lag] = atZero / (correction[lag] as number);

  function correlate(): void {
    fft.realTransform(complex, real);
    const half = FFT_SIZE / 2;
    for (let bin = 0; bin <= half; bin++) {
      const re = complex[2 * bin] as number;
      const im = complex[2 * bin + 1] as number;
      const power = re * re + im * im;
      real[bin] = power;
      if (bin > 0 && bin < half) real[FFT_SIZE - bin] = power;
    }
    // The power spectrum is real and even, so the forward transform is also its inverse.
    fft.realTransform(complex, real);
    const energy = complex[0] as number;
    for (let lag = 0; lag <= longest + 1; lag++) {
      correlation[lag] =
        energy > 0 ? ((complex[2 * lag] as number) / energy) * (correction[lag] as number) : 0;
    }
  }

  return {
    analyse(sound, offset, into) {
      let mean = 0;
      for (let i = 0; i < PITCH_WINDOW; i++) mean += sound[offset + i] as number;
      mean /= PITCH_WINDOW;
      let peak = 0;
      for (let i = 0; i < PITCH_WINDOW; i++) {
        const sample = (sound[offset + i] as number) - mean;
        real[i] = sample * (window[i] as number);
        peak = Math.max(peak, Math.abs(sample));
      }
      real.fill(0, PITCH_WINDOW);
      into.count = 0;
      if (peak < 1e-6) return;
      correlate();
      for (let lag = Math.max(shortest, 2); lag <= longest; lag++) {
        const before = correlation[lag - 1] as number;
        const here = correlation[lag] as number;
        const after = correlation[lag + 1] as number;
        if (here < MINIMUM_STRENGTH || here <= before || here < after) continue;
        const curvature = 2 * here - before - after;
        const shift = curvature > 0 ? (0.5 * (after - before)) / curvature : 0;
        const value = here + 0.25 * (after - before) * shift;
        // A strength above 1 is an artefact of the correction in short sounds; Boersma reflects it too.
        keep(into, sampleRateHz / (lag + shift), value > 1 ? 1 / value : value);
      }
    },
  };
}

/** Keeps the strongest, with a light preference for the higher of two equal ones. */
function keep(into: PitchCandidates, frequencyHz: number, strength: number): void {
  if (frequencyHz < PITCH_FLOOR_HZ || frequencyHz > PITCH_CEILING_HZ) return;
  let place = into.count;
  if (place === MAXIMUM_CANDIDATES) {
    place = 0;
    for (let i = 1; i < MAXIMUM_CANDIDATES; i++) {
      if ((into.strength[i] as number) < (into.strength[place] as number)) place = i;
    }
    if ((into.strength[place] as number) >= strength) return;
  } else {
    into.count++;
  }
  into.frequencyHz[place] = frequencyHz;
  into.strength[place] = strength;
}
