/**
 * Population stability index between two distributions over the same bins:
 * the sum of (q - p) ln(q / p). 0 is equal; under 0.1 is commonly read as
 * stable, over 0.25 as shifted (Siddiqi 2006, *Credit Risk Scorecards*).
 *
 * Half a count is added to every bin, so that an empty one stays finite.
 *
 * @throws TypeError where the bins differ in number, or a count is negative or not finite.
 */
export function populationStability(reference: readonly number[], observed: readonly number[]): number {
  if (reference.length !== observed.length || reference.length === 0) {
    throw new TypeError('observed: must have as many bins as the reference, and at least one');
  }
  const [p, q] = [smoothed(reference, 'reference'), smoothed(observed, 'observed')];
  return p.reduce((sum, share, bin) => {
    const other = q[bin] ?? share;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}

function smoothed(counts: readonly number[], name: string): number[] {
  if (counts.some((count) => !(Number.isFinite(count) && count >= 0))) {
    throw new TypeError(`${name}: counts must be finite and not negative`);
  }
  const total = counts.reduce((sum, count) => sum + count + 0.5, 0);
  return counts.map((count) => (count + 0.5) / total);
}
