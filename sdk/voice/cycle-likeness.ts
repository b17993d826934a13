import { PITCH_WINDOW, type PitchCandidates } from './pitch-candidates.ts';

/** Tells for each candidate how alike two neighbouring cycles of it are. Owns its buffers: one per stream. */
export interface CycleLikeness {
  /** Reads `PITCH_WINDOW` samples of `sound` from `offset`, 10 ms on from the last call, and fills the candidates' `likeness`. */
  compare(sound: Float32Array, offset: number, candidates: PitchCandidates): void;
  /** Forgets the sound so far, as at a gap. */
  reset(): void;
}

/** Above this, formants that move make neighbouring cycles unlike. */
const CUTOFF_HZ = 900;
/** Quality factors of the two sections of a fourth-order Butterworth filter. */
const SECTIONS = [0.54, 1.31] as const;
/** What the filter delays the voice by: a quarter of a millisecond at its cut-off, a little less below. */
const FILTER_DELAY_SAMPLES = 2;
/** Stretches shorter than this are alike by chance. */
const SHORTEST_SECONDS = 0.005;
const SILENCE = 1e-9;
/** Numbers that fade towards nothing make a processor slow. */
const FADED = 1e-30;

/**
 * Creates the comparison after Medan, Yair & Chazan (1991, *Super resolution pitch determination of
 * speech signals*): the normalised cross-correlation of the two stretches, each one cycle long, that
 * meet in the middle of the window. It looks at two cycles only, where the autocorrelation looks at
 * 40 ms, so it is not blurred where voicing begins, ends or changes its pitch.
 */
export function createCycleLikeness(sampleRateHz: number): CycleLikeness {
  const low = new Float64Array(PITCH_WINDOW);
  const sections = SECTIONS.map((q) => lowPass(CUTOFF_HZ, q, sampleRateHz));
  const middle = PITCH_WINDOW / 2 + FILTER_DELAY_SAMPLES;
  const shortest = Math.round(SHORTEST_SECONDS * sampleRateHz);
  const hop = sampleRateHz / 100;
  let isFirst = true;

  function likenessAt(periodSamples: number): number {
    const length = Math.max(shortest, Math.round(periodSamples));
    const lag = Math.round(periodSamples);
    const from = Math.round(middle - (periodSamples + length) / 2);
    let sumX = 0;
    let sumY = 0;
    let xx = 0;
    let yy = 0;
    let xy = 0;
    for (let i = from; i < from + length; i++) {
      const x = low[i] as number;
      const y = low[i + lag] as number;
      sumX += x;
      sumY += y;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    const energy = (xx - (sumX * sumX) / length) * (yy - (sumY * sumY) / length);
    return (xy - (sumX * sumY) / length) / Math.sqrt(Math.max(0, energy) + SILENCE);
  }

  return {
    reset() {
      isFirst = true;
    },
    compare(sound, offset, candidates) {
      const from = isFirst ? 0 : PITCH_WINDOW - hop;
      low.copyWithin(0, hop);
      for (let i = from; i < PITCH_WINDOW; i++) low[i] = sound[offset + i] as number;
      for (const section of sections) section(low, from);
      isFirst = false;
      for (let i = 0; i < candidates.count; i++)
        candidates.likeness[i] = Math.max(
          0,
          likenessAt(sampleRateHz / (candidates.frequencyHz[i] as number)),
        );
    },
  };
}

/** One section of the filter, in place; begun at 0, as if its first sample had always been there. */
function lowPass(
  cutoffHz: number,
  q: number,
  sampleRateHz: number,
): (sound: Float64Array, from: number) => void {
  const omega = (2 * Math.PI * cutoffHz) / sampleRateHz;
  const alpha = Math.sin(omega) / (2 * q);
  const a0 = 1 + alpha;
  const b = (1 - Math.cos(omega)) / 2 / a0;
  const a1 = (-2 * Math.cos(omega)) / a0;
  const a2 = (1 - alpha) / a0;
  const state = new Float64Array(4);
  return (sound, from) => {
    if (from === 0) state.fill(sound[0] as number);
    let x1 = state[0] as number;
    let x2 = state[1] as number;
    let y1 = state[2] as number;
    let y2 = state[3] as number;
    for (let i = from; i < sound.length; i++) {
      const x = sound[i] as number;
      const y = b * (x + 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      sound[i] = y;
    }
    const isFaded = Math.abs(y1) + Math.abs(y2) < FADED;
    state[0] = x1;
    state[1] = x2;
    state[2] = isFaded ? 0 : y1;
    state[3] = isFaded ? 0 : y2;
  };
}
