import { binsPerSignal, groupSignals } from './group-signals.ts';

/** Cells of one signal: its bins, then the one for abstaining. */
export const cellsPerSignal: number = binsPerSignal + 1;

/** Length of a contribution: the constant 1 that counts the contributor, then the cells of each signal. */
export const vectorLength: number = 1 + groupSignals.length * cellsPerSignal;

/** Where the cells of the signal at `signalIndex` (in the order of `groupSignals`) begin. */
export function firstCellOf(signalIndex: number): number {
  return 1 + signalIndex * cellsPerSignal;
}

/**
 * Lays out one contribution: `counts[0]` is 1, and one cell of each signal is 1.
 *
 * @param bins - per signal in the order of `groupSignals` the bin, or `null` where it abstains
 */
export function encodeContribution(bins: readonly (number | null)[]): readonly number[] {
  const counts = new Array<number>(vectorLength).fill(0);
  counts[0] = 1;
  for (let index = 0; index < groupSignals.length; index += 1) {
    counts[firstCellOf(index) + (bins[index] ?? binsPerSignal)] = 1;
  }
  return counts;
}

/**
 * Whether `counts` is a well-formed contribution: right length, only 0 and 1, `counts[0]` is 1 and
 * exactly one cell per signal is set. Anything else would let one participant count more than once.
 */
export function isContribution(counts: readonly unknown[]): boolean {
  if (counts.length !== vectorLength || counts[0] !== 1) return false;
  if (counts.some((count) => count !== 0 && count !== 1)) return false;
  return groupSignals.every((_, index) => {
    const first = firstCellOf(index);
    return counts.slice(first, first + cellsPerSignal).filter((count) => count === 1).length === 1;
  });
}

/**
 * Reads a contribution back.
 *
 * @returns per signal in the order of `groupSignals` the bin, or `null` where it abstained
 * @throws TypeError if `counts` is not a well-formed contribution
 */
export function decodeContribution(counts: readonly unknown[]): readonly (number | null)[] {
  if (!isContribution(counts)) throw new TypeError('counts: not a contribution (one-hot cells expected)');
  return groupSignals.map((_, index) => {
    const first = firstCellOf(index);
    const cell = counts.slice(first, first + cellsPerSignal).indexOf(1);
    return cell === binsPerSignal ? null : cell;
  });
}
