import type { SoundHistory } from './sound-history.ts';

/** Measures how much of a voice is periodic. Owns its buffers: one per stream. */
export interface Harmonicity {
  /** Harmonics-to-noise ratio in dB around the sample `middle`, for a voice of about `period` samples; NaN without sound. */
  measure(sound: SoundHistory, middle: number, period: number): number;
}

/** Lags to each side of the period that its correlation is interpolated from. */
const DEPTH = 24;
const SEARCH = 0.06;
const FLOOR_HZ = 60;
const HIGHEST_DB = 60;
const LOWEST_DB = -20;
const STEPS = 16;
const GOLDEN = 0.618;

/**
 * Creates the measure that Praat calls "Harmonicity (cc)" (Boersma 1993 for the
 * ratio, 10 log10 of r / (1 - r); the forward cross-correlation r of one
 * longest period, 16.7 ms, with itself one cycle later): its maximum near the
 * period is found between the samples by a windowed sinc.
 *
 * The two stretches lie where Praat lays them: the first begins one longest period before the middle,
 * whatever the pitch. A quarter of a cycle away they are other cycles, and in a voice with jitter or
 * shimmer their likeness is another.
 *
 * Departure: Praat picks the lag by its own search for the pitch, which in a high voice settles on
 * two or three cycles where those happen to be more alike; here the tracker has picked it and only
 * its surroundings (6 %) are searched.
 */
export function createHarmonicity(sampleRateHz: number): Harmonicity {
  const window = Math.round(sampleRateHz / FLOOR_HZ);
  const longest = Math.ceil(sampleRateHz / 57);
  const correlations = new Float64Array(2 * DEPTH + 2 * Math.ceil(SEARCH * longest) + 8);

  function fill(sound: SoundHistory, start: number, fromLag: number, lags: number): boolean {
    const { samples, first, end } = sound;
    if (start < first || start + fromLag + lags + window > end) return false;
    const at = start - first;
    let mean = 0;
    const span = window + fromLag + lags;
    for (let i = 0; i < span; i++) mean += samples[at + i] as number;
    mean /= span;
    let energy = 0;
    let shifted = 0;
    for (let i = 0; i < window; i++) {
      energy += ((samples[at + i] as number) - mean) ** 2;
      shifted += ((samples[at + fromLag + i] as number) - mean) ** 2;
    }
    for (let lag = 0; lag < lags; lag++) {
      const other = at + fromLag + lag;
      let product = 0;
      for (let i = 0; i < window; i++)
        product += ((samples[at + i] as number) - mean) * ((samples[other + i] as number) - mean);
      const whole = energy * shifted;
      correlations[lag] = whole > 0 ? product / Math.sqrt(whole) : 0;
      shifted += ((samples[other + window] as number) - mean) ** 2 - ((samples[other] as number) - mean) ** 2;
    }
    return energy > 0;
  }

  /** Hann-windowed sinc interpolation at a place between the lags. */
  function valueAt(place: number): number {
    const whole = Math.floor(place);
    const part = place - whole;
    if (part < 1e-9) return correlations[whole] as number;
    let sum = 0;
    const sine = Math.sin(Math.PI * part) / Math.PI;
    for (let k = 1 - DEPTH; k <= DEPTH; k++) {
      const distance = part - k;
      const weight =
        ((k % 2 === 0 ? sine : -sine) / distance) * (0.5 + 0.5 * Math.cos((Math.PI * distance) / DEPTH));
      sum += weight * (correlations[whole + k] as number);
    }
    return sum;
  }

  /** The highest value within a lag of `peak`, by golden sections. */
  function highestAround(peak: number): number {
    let low = peak - 1;
    let high = peak + 1;
    for (let step = 0; step < STEPS; step++) {
      const width = GOLDEN * (high - low);
      if (valueAt(high - width) > valueAt(low + width)) high = low + width;
      else low = high - width;
    }
    return valueAt((low + high) / 2);
  }

  return {
    measure(sound, middle, period) {
      const reach = Math.max(2, Math.ceil(SEARCH * period));
      const fromLag = Math.round(period) - reach - DEPTH;
      const lags = 2 * (reach + DEPTH) + 1;
      const start = Math.floor(middle - (window + sampleRateHz / FLOOR_HZ) / 2);
      if (!fill(sound, start, fromLag, lags)) return Number.NaN;
      let peak = DEPTH;
      for (let lag = DEPTH; lag <= DEPTH + 2 * reach; lag++)
        if ((correlations[lag] as number) > (correlations[peak] as number)) peak = lag;
      const strength = highestAround(peak);
      if (strength <= 0) return LOWEST_DB;
      // A strength above 1 is an artefact of the interpolation; Boersma reflects it too.
      const share = strength > 1 ? 1 / strength : strength;
      return Math.max(LOWEST_DB, Math.min(HIGHEST_DB, 10 * Math.log10(share / (1 - share))));
    },
  };
}
