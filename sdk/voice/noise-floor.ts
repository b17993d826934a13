/** Follows the level of the background, in dB. */
export interface NoiseFloor {
  /** Takes the level of one hop and returns the floor as it stands now. */
  push(levelDb: number): number;
  /** Whether enough was heard for the floor to mean something. */
  readonly settled: boolean;
  /** Forgets everything, as after a change of device. */
  reset(): void;
}

const BLOCK_HOPS = 50;
const BLOCKS = 6;
/** A minimum lies under the mean of what it is the minimum of. */
const BIAS_DB = 1.5;
const SMOOTHING = 0.7;

/**
 * Creates a tracker by minimum statistics (Martin 2001, *Noise power spectral
 * density estimation based on optimal smoothing and minimum statistics*), here
 * on the level of the whole band: the lowest smoothed level of the last 3 s,
 * which every pause between words lets through.
 */
export function createNoiseFloor(): NoiseFloor {
  const minima = new Float64Array(BLOCKS).fill(Number.POSITIVE_INFINITY);
  let smoothed = Number.NaN;
  let running = Number.POSITIVE_INFINITY;
  let hops = 0;

  return {
    get settled() {
      return hops >= BLOCK_HOPS;
    },
    reset() {
      minima.fill(Number.POSITIVE_INFINITY);
      smoothed = Number.NaN;
      running = Number.POSITIVE_INFINITY;
      hops = 0;
    },
    push(levelDb) {
      smoothed = Number.isNaN(smoothed) ? levelDb : SMOOTHING * smoothed + (1 - SMOOTHING) * levelDb;
      running = Math.min(running, smoothed);
      if (++hops % BLOCK_HOPS === 0) {
        minima[(hops / BLOCK_HOPS) % BLOCKS] = running;
        running = smoothed;
      }
      let lowest = running;
      for (let i = 0; i < BLOCKS; i++) lowest = Math.min(lowest, minima[i] as number);
      return lowest + BIAS_DB;
    },
  };
}
