/** Writes mel-frequency cepstral coefficients of power spectra. */
export interface MelCepstrum {
  /** Writes MFCC 1 to 4 of `power` from `into[at]`. */
  write(power: Float64Array, into: Float64Array, at: number): void;
}

const BANDS = 26;
const COEFFICIENTS = 4;
const LIFTER = 22;
const LOWEST_HZ = 20;
const HIGHEST_HZ = 8000;
const FLOOR = 1e-12;

/**
 * Creates the mel cepstrum that eGeMAPS (Eyben et al. 2016) asks for: 26
 * triangular bands from 20 to 8000 Hz on the HTK mel scale over the power
 * spectrum, natural logarithm, orthonormal DCT-II, sinusoidal liftering with 22.
 */
export function createMelCepstrum(sampleRateHz: number, bins: number): MelCepstrum {
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
  const logEnergies = new Float64Array(BANDS);

  return {
    write(power, into, at) {
      for (let band = 0; band < BANDS; band++) {
        const shape = weights[band] as Float64Array;
        const from = first[band] as number;
        let sum = FLOOR;
        for (let i = 0; i < shape.length; i++) sum += (shape[i] as number) * (power[from + i] as number);
        logEnergies[band] = Math.log(sum);
      }
      for (let k = 0; k < COEFFICIENTS; k++) {
        let sum = 0;
        for (let band = 0; band < BANDS; band++) {
          sum += (cosines[k * BANDS + band] as number) * (logEnergies[band] as number);
        }
        into[at + k] = sum;
      }
    },
  };
}
