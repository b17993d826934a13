import type { Dimension } from '../evaluate/expression-figures.ts';
import { fitRidge } from './fit-ridge.ts';
import { makeOnnxModel } from './make-onnx-model.ts';
import { evaluateForm, type LinearForm } from './standardise.ts';

/** A photograph that a head is fitted on. */
export interface HeadCase {
  /** As `onnxFeaturesOf` gives them. */
  readonly features: readonly number[];
  /** `null` where nobody said. */
  readonly labels: Readonly<Record<Dimension, number | null>>;
  /** 0 to 1: of less, more is missed. */
  readonly quality: number;
  /** Which people it belongs to. */
  readonly fold: number;
}

/** One dimension of a head. */
export interface FittedDimension extends LinearForm {
  readonly ridge: number;
  /** The standard deviation that it claims of a picture of the best quality. */
  readonly deviation: number;
}

/** A head of affect as linear regressions. */
export type LinearHead = Readonly<Record<Dimension, FittedDimension>>;

const ridges = [1, 3, 10, 30, 100] as const;
/** As the head has it, which divides the deviation by the root of this. */
const leastQuality = 0.1;

/**
 * Fits a linear regression for each dimension. Its penalty and the standard deviation that it claims
 * are those of people that were kept apart: each fold is judged by what the others say.
 *
 * @throws Error where a dimension has labels in fewer than two folds.
 */
export function fitHead(cases: readonly HeadCase[]): LinearHead {
  return { valence: fitDimension('valence', cases), arousal: fitDimension('arousal', cases) };
}

/** Its ONNX model: the deviations are constants. */
export function headModel({ valence, arousal }: LinearHead): Uint8Array<ArrayBuffer> {
  return makeOnnxModel(
    valence.weights.map((weight, at) => [weight, 0, arousal.weights[at] ?? 0, 0]),
    [valence.constant, valence.deviation, arousal.constant, arousal.deviation],
  );
}

interface Labelled {
  readonly features: readonly number[];
  readonly target: number;
  readonly quality: number;
  readonly fold: number;
}

function fitDimension(name: Dimension, cases: readonly HeadCase[]): FittedDimension {
  const labelled = cases.flatMap(({ features, labels, quality, fold }): Labelled[] => {
    const target = labels[name];
    return target === null ? [] : [{ features, target, quality, fold }];
  });
  const folds = [...new Set(labelled.map(({ fold }) => fold))];
  if (folds.length < 2) throw new Error(`too few people have a label of ${name}`);
  const [best] = ridges
    .map((ridge) => ({ ridge, deviation: missedOutOfFold(labelled, folds, ridge) }))
    .sort((a, b) => a.deviation - b.deviation);
  if (best === undefined) throw new Error('no penalty to choose from');
  return { ...fitRidge(labelled, best.ridge), ...best };
}

/** Root mean square of what is missed of people that were kept apart, brought to the best quality. */
function missedOutOfFold(labelled: readonly Labelled[], folds: readonly number[], ridge: number): number {
  const squares = folds.map((fold) => {
    const form = fitRidge(
      labelled.filter((one) => one.fold !== fold),
      ridge,
    );
    return labelled
      .filter((one) => one.fold === fold)
      .reduce((sum, { features, target, quality }) => {
        const value = Math.min(Math.max(evaluateForm(form, features), -1), 1);
        return sum + (value - target) ** 2 * Math.max(quality, leastQuality);
      }, 0);
  });
  return Math.sqrt(squares.reduce((sum, one) => sum + one, 0) / labelled.length);
}
