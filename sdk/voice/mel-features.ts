/** Describes power spectra by bands of the mel scale. */
export interface MelFeatures {
  /** Writes MFCC 1 to 4 of `power` and then its loudness from `into[at]`. */
  write(power: Float64Array, into: Float64Array, at: number): void;
}

const BANDS = 26;
const COEFFICIENTS = 4;
const LIFTER = 22;
const LOWEST_HZ = 20;
const HIGHEST_HZ = 8000;
const FLOOR = 1e-12;
const COMPRESSION = 0.33;

/**
 * Creates the mel features that eGeMAPS (Eyben et al. 2016) asks for, over 26
 * triangular bands from 20 to 8000 Hz on the HTK mel scale of the power
 * spectrum. Cepstrum: natural logarithm, orthonormal DCT-II, sinusoidal liftering
 * with 22. Loudness: the bands weighed by equal loudness and compressed by the
 * exponent 0.33 (Hermansky 1990), summed.
 *
 * Departure: the spectrum is that of samples in [-1, 1] under this window, so
 * the loudness is in proportion to other tools', not on their scale.
 */
export function createMelFeatures(sampleRateHz: number, bins: number): MelFeatures {
  const toMel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);
  const toHertz = (mel: number): number => 700 * (Math.exp(mel / 1127) - 1);
  const low = toMel(LOWEST_HZ);
  const high = toMel(Math.min(HIGHEST_HZ, sampleRateHz / 2));
  const edges = Float64Array.from({ length: BANDS + 2 }, (_, i) =>
    toHertz(low + ((high - low) * i) / (BANDS + 1)),
  );
  const hertzPerBin = sampleRateHz / 2 / (bins - 1);

  const first = new Int32Array(BANDS);
  const weights: Float64Array[] = [];
  for (let band = 0; band < BANDS; band++) {
    const [left, centre, right] = [edges[band], edges[band + 1], edges[band + 2]] as [number, number, number];
    const from = Math.max(0, Math.floor(left / hertzPerBin));
    const to = Math.min(bins - 1, Math.ceil(right / hertzPerBin));
    first[band] = from;
    weights.push(
      Float64Array.from({ length: to - from + 1 }, (_, i) => {
        const hertz = (from + i) * hertzPerBin;
        const rise = (hertz - left) / (centre - left);
        const fall = (right - hertz) / (right - centre);
        return Math.max(0, Math.min(rise, fall));
      }),
    );
  }
  const cosines = new Float64Array(COEFFICIENTS * BANDS);
  for (let k = 1; k <= COEFFICIENTS; k++) {
    const lift = 1 + (LIFTER / 2) * Math.sin((Math.PI * k) / LIFTER);
    for (let band = 0; band < BANDS; band++) {
      cosines[(k - 1) * BANDS + band] =
        lift * Math.sqrt(2 / BANDS) * Math.cos((Math.PI * k * (band + 0.5)) / BANDS);
    }
  }
  const equalLoudness = Float64Array.from({ length: BANDS }, (_, band) =>
    weightAt(edges[band + 1] as number),
  );
  const logEnergies = new Float64Array(BANDS);

  return {
    write(power, into, at) {
      let loudness = 0;
      for (let band = 0; band < BANDS; band++) {
        const shape = weights[band] as Float64Array;
        const from = first[band] as number;
        let sum = FLOOR;
        for (let i = 0; i < shape.length; i++) sum += (shape[i] as number) * (power[from + i] as number);
        logEnergies[band] = Math.log(sum);
        loudness += ((equalLoudness[band] as number) * sum) ** COMPRESSION;
      }
      for (let k = 0; k < COEFFICIENTS; k++) {
        let sum = 0;
        for (let band = 0; band < BANDS; band++) {
          sum += (cosines[k * BANDS + band] as number) * (logEnergies[band] as number);
        }
        into[at + k] = sum;
      }
      into[at + COEFFICIENTS] = loudness;
    },
  };
}

/** How loud a frequency is heard, by Hermansky's approximation of the 40 dB curve. */
function weightAt(hertz: number): number {
  const square = (2 * Math.PI * hertz) ** 2;
  return ((square + 56.8e6) * square * square) / ((square + 6.3e6) ** 2 * (square + 0.38e9));
}
