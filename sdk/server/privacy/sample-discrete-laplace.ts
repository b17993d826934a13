/** Uniform random bytes; a seam for tests. */
export type RandomBytes = (count: number) => Uint8Array;

const cryptoBytes: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/**
 * A sample of the discrete Laplace distribution, P(x) proportional to exp(-|x| · numerator / denominator), exactly:
 * whole numbers throughout, no logarithm and no floating point whose rounding could give anything away.
 *
 * @param numerator - of the inverse scale (epsilon over sensitivity), a whole number above 0
 * @param denominator - likewise
 * @see Canonne, Kamath & Steinke, *The Discrete Gaussian for Differential Privacy*, 2020, algorithms 1 and 2
 * @see Mironov, *On Significance of the Least Significant Bits for Differential Privacy*, CCS 2012: why not floats
 */
export function sampleDiscreteLaplace(
  numerator: bigint,
  denominator: bigint,
  random: RandomBytes = cryptoBytes,
): bigint {
  if (numerator <= 0n || denominator <= 0n) throw new TypeError('numerator, denominator: must be above 0');
  for (;;) {
    const remainder = uniform(denominator, random);
    if (!bernoulliExp(remainder, denominator, random)) continue;
    let quotient = 0n;
    while (bernoulliExp(1n, 1n, random)) quotient += 1n;
    const magnitude = (remainder + denominator * quotient) / numerator;
    const negative = uniform(2n, random) === 1n;
    if (!(negative && magnitude === 0n)) return negative ? -magnitude : magnitude;
  }
}

/** True with probability exp(-numerator / denominator), for a fraction from 0 to 1. */
function bernoulliExp(numerator: bigint, denominator: bigint, random: RandomBytes): boolean {
  for (let k = 1n; ; k += 1n) {
    if (uniform(denominator * k, random) >= numerator) return k % 2n === 1n;
  }
}

/** A whole number from 0 to below `bound`, each as likely as the other: what would favour some is drawn again. */
function uniform(bound: bigint, random: RandomBytes): bigint {
  if (bound === 1n) return 0n;
  const bits = (bound - 1n).toString(2).length;
  const bytes = Math.ceil(bits / 8);
  const mask = (1n << BigInt(bits)) - 1n;
  for (;;) {
    let value = 0n;
    for (const byte of random(bytes)) value = (value << 8n) | BigInt(byte);
    value &= mask;
    if (value < bound) return value;
  }
}
