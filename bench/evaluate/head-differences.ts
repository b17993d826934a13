import type { Assessment } from './assessment.ts';
import { bootstrap } from './bootstrap.ts';
import { expectedCalibrationError } from './calibration.ts';
import type { Figures } from './expression-evaluation.ts';
import { type Dimension, dimensionArea, dimensionClaims, meanError } from './expression-figures.ts';

/** The same picture or clip by two heads. */
export interface HeadPair {
  readonly own: Assessment;
  readonly shipped: Assessment;
}

/** What two heads are compared by. */
const figures: Readonly<Record<string, (some: readonly Assessment[], name: Dimension) => number>> = {
  Auc: dimensionArea,
  Error: meanError,
  CalibrationError: (some, name) => expectedCalibrationError(dimensionClaims(some, name)),
};

/**
 * The figures of one head less those of the other over what both answered. The intervals resample pairs, so they
 * tell better than those of the two alone whether one is ahead: above 0 for `Auc`, under 0 for errors.
 */
export function headDifferences(pairs: readonly HeadPair[]): Figures {
  const differences: [string, Figures[string]][] = [];
  for (const name of ['valence', 'arousal'] as const) {
    const both = pairs.filter(
      ({ own, shipped }) => own.labels[name] !== null && own[name] !== null && shipped[name] !== null,
    );
    for (const [figure, of] of Object.entries(figures)) {
      const estimate = bootstrap(
        both,
        (some) =>
          of(
            some.map(({ own }) => own),
            name,
          ) -
          of(
            some.map(({ shipped }) => shipped),
            name,
          ),
      );
      differences.push([`${name}${figure}`, estimate]);
    }
  }
  return Object.fromEntries(differences);
}
