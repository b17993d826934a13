import { type LookName, type LookSource, lookFeatures, scoreLook } from '../../sdk/face/score-look.ts';
import type { Assessment, ExpressionLabels } from '../evaluate/assessment.ts';
import { type Case, fitStandardised, type LogisticFit } from './fit-standardised.ts';

/** How much a collection counts in all where smiles are fitted, in photographs; as `npm run fit:smile` has it. */
export const collectionWeight = 100;
const ridges: Readonly<Record<LookName, number>> = { smile: 1, frown: 3, wideOpen: 3 };

/** How much a face shows a look, 0 to 1. */
export type Score = (source: LookSource) => number;

/** A photograph that looks are fitted on. */
export interface Face {
  readonly labels: ExpressionLabels;
  readonly label: string;
  readonly source: LookSource;
  readonly assessment: Assessment;
  /** Which people it belongs to; `null` in the second collection. */
  readonly fold: number | null;
  /** What it counts where smiles are fitted. */
  readonly share: number;
}

/** Whether a face shows a look, and how much it counts; `null` where nobody said. */
function caseOf(name: LookName, face: Face): Case | null {
  const { labels, label, source, fold, share } = face;
  const features = lookFeatures(name, source);
  if (name === 'smile')
    return labels.smile === null ? null : { features, isTrue: labels.smile, weight: share };
  if (fold === null)
    return name === 'frown' && labels.smile !== false
      ? null
      : { features, isTrue: false, weight: weigh(name, face) };
  if (labels.valence === null) return null;
  const isTrue = name === 'frown' ? labels.valence < 0 : label === 'surprise';
  return { features, isTrue, weight: weigh(name, face) };
}

/** A frown is looked for in faces that do not smile. */
const weigh = (name: LookName, { source }: Face): number =>
  name === 'frown' ? 1 - scoreLook('smile', source) : 1;

/** Fits a look on the faces that say whether they show it. */
export function fitLook(name: LookName, faces: readonly Face[]): LogisticFit {
  return fitStandardised(
    faces.flatMap((face) => caseOf(name, face) ?? []),
    ridges[name],
  );
}

/** Scores by what those faces say. */
export function scoreBy(name: LookName, faces: readonly Face[]): Score {
  const { weights, constant } = fitLook(name, faces);
  return (source) => {
    const evidence = lookFeatures(name, source).reduce(
      (sum, value, at) => sum + value * (weights[at] ?? 0),
      constant,
    );
    return 1 / (1 + Math.exp(-evidence));
  };
}
