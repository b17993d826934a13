import { cellsPerSignal, firstCellOf } from '../../meeting/contribution-vector.ts';
import { groupSignals } from '../../meeting/group-signals.ts';
import type { PrivacyPlan } from './privacy-plan.ts';
import { type RandomBytes, sampleDiscreteLaplace } from './sample-discrete-laplace.ts';

/**
 * Adds noise to each cell of the planned signals of a window's sum, and empties those of the others. How many
 * contributed stays as it is: it doesn't change when somebody's answers do.
 *
 * @returns whole numbers, none below 0
 */
export function addNoise(
  sum: readonly number[],
  { signals, inverseScale }: PrivacyPlan,
  random?: RandomBytes,
): readonly number[] {
  const { numerator, denominator } = inverseScale;
  const noisy: number[] = sum.map(() => 0);
  noisy[0] = sum[0] ?? 0;
  groupSignals.forEach(({ name }, index) => {
    if (!signals.includes(name)) return;
    const first = firstCellOf(index);
    for (let cell = first; cell < first + cellsPerSignal; cell += 1) {
      const noise = Number(sampleDiscreteLaplace(numerator, denominator, random));
      noisy[cell] = Math.max(0, (sum[cell] ?? 0) + noise);
    }
  });
  return noisy;
}
