/** A stream converter between two sampling rates. */
export interface Resampler {
  /** How much later a sample comes out than it went in, in seconds; constant. */
  readonly delaySeconds: number;
  /**
   * Converts the first `length` samples of `input` and returns how many samples
   * were written to `output`, which must hold `maximumOutput(length)`.
   */
  process(input: Float32Array, length: number, output: Float32Array): number;
  /** Room that `process` may need in `output` for an input of that length. */
  maximumOutput(length: number): number;
  /** Forgets the past, as at a gap in the stream. */
  reset(): void;
}

const ZERO_CROSSINGS = 16;
const KAISER_BETA = 8;
const ROLL_OFF = 0.94;

/**
 * Creates a converter from `fromHz` to `toHz` (whole numbers): a polyphase
 * filter with a Kaiser-windowed sinc of 16 zero crossings to a side, about
 * 80 dB stop-band attenuation, pass band to 0.9 of the lower Nyquist frequency
 * (Smith, *Digital Audio Resampling*). Holds its own buffers; allocates only here.
 */
export function createResampler(fromHz: number, toHz: number): Resampler {
  if (!Number.isInteger(fromHz) || fromHz <= 0)
    throw new TypeError('createResampler: `fromHz` must be a positive integer');
  if (!Number.isInteger(toHz) || toHz <= 0)
    throw new TypeError('createResampler: `toHz` must be a positive integer');
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const phases = toHz / divisor;
  const step = fromHz / divisor;
  const cutoff = (ROLL_OFF * Math.min(fromHz, toHz)) / fromHz;
  // Even, so that the sums below can run four by four.
  const half = 2 * Math.ceil(ZERO_CROSSINGS / cutoff / 2);
  const taps = 2 * half;
  const table = buildTable(phases, half, cutoff);

  const same = fromHz === toHz;
  const history = new Float32Array(2 * taps);
  let write = 0;
  // Phase of the next output sample, counted in 1/phases of an input sample.
  let phase = 0;

  /** Four sums that do not wait for each other: twice as fast as one. */
  function filter(row: number, from: number): number {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let tap = 0; tap < taps; tap += 4) {
      const weight = row + tap;
      const sample = from + tap;
      a += (table[weight] as number) * (history[sample] as number);
      b += (table[weight + 1] as number) * (history[sample + 1] as number);
      c += (table[weight + 2] as number) * (history[sample + 2] as number);
      d += (table[weight + 3] as number) * (history[sample + 3] as number);
    }
    return a + b + (c + d);
  }

  return {
    delaySeconds: same ? 0 : half / fromHz,
    maximumOutput: (length) => Math.ceil((length * toHz) / fromHz) + 1,
    reset() {
      history.fill(0);
      write = 0;
      phase = 0;
    },
    process(input, length, output) {
      if (same) {
        output.set(length === input.length ? input : input.subarray(0, length));
        return length;
      }
      let written = 0;
      for (let index = 0; index < length; index++) {
        const sample = input[index] as number;
        // Written twice, so that the newest `taps` samples always lie in one piece.
        history[write] = sample;
        history[write + taps] = sample;
        write = write + 1 === taps ? 0 : write + 1;
        while (phase < phases) {
          output[written++] = filter(phase * taps, write);
          phase += step;
        }
        phase -= phases;
      }
      return written;
    },
  };
}

/** One row per phase; the newest sample of the history stands last. */
function buildTable(phases: number, half: number, cutoff: number): Float32Array {
  const taps = 2 * half;
  const table = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - (half - 1) - phase / phases;
      const weight = cutoff * sinc(cutoff * distance) * kaiser(distance / half);
      table[phase * taps + tap] = weight;
      sum += weight;
    }
    // Unity gain at 0 Hz for every phase, else the phases' differences sound as a tone.
    for (let tap = 0; tap < taps; tap++)
      table[phase * taps + tap] = (table[phase * taps + tap] as number) / sum;
  }
  return table;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(position: number): number {
  const inside = 1 - position * position;
  return inside <= 0 ? 0 : besselI0(KAISER_BETA * Math.sqrt(inside)) / besselI0(KAISER_BETA);
}

function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
