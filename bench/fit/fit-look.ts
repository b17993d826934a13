import { createNeutralBaseline } from '../../sdk/face/create-neutral-baseline.ts';
import { readFaceActions } from '../../sdk/face/face-actions.ts';
import { type LookName, type LookSource, lookFeatures, scoreLook } from '../../sdk/face/score-look.ts';
import type { FaceFrame } from '../../sdk/vocabulary.ts';
import type { Assessment, ExpressionLabels } from '../evaluate/assessment.ts';
import { type Case, fitStandardised } from './fit-standardised.ts';
import { evaluateForm, type LinearForm } from './standardise.ts';

/** How much a collection counts in all where smiles are fitted, in photographs. */
export const collectionWeight = 100;
const ridges: Readonly<Record<LookName, number>> = { smile: 1, frown: 3, wideOpen: 3 };

/** How much a face shows a look, 0 to 1. */
type Score = (source: LookSource) => number;
export type Looks = Readonly<Record<LookName, Score>>;

/** A photograph that looks are fitted on. */
export interface Face {
  readonly labels: ExpressionLabels;
  readonly label: string;
  readonly source: LookSource;
  /** What the built pipeline measured. */
  readonly frames: readonly FaceFrame[];
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
export function fitLook(name: LookName, faces: readonly Face[]): LinearForm {
  return fitStandardised(
    faces.flatMap((face) => caseOf(name, face) ?? []),
    ridges[name],
  );
}

/** Scores all looks by what those faces say. */
export function looksBy(faces: readonly Face[]): Looks {
  return {
    smile: scoreBy('smile', faces),
    frown: scoreBy('frown', faces),
    wideOpen: scoreBy('wideOpen', faces),
  };
}

function scoreBy(name: LookName, faces: readonly Face[]): Score {
  const fitted = fitLook(name, faces);
  return (source) => 1 / (1 + Math.exp(-evaluateForm(fitted, lookFeatures(name, source))));
}

/** The frames of a face as the pipeline would measure them if it scored looks so, against what is usual. */
export function withLooks({ source, frames }: Face, looks: Looks): readonly FaceFrame[] {
  const actions = createNeutralBaseline().push(0, {
    ...readFaceActions(source),
    smile: looks.smile(source),
    frown: looks.frown(source),
    wideOpen: looks.wideOpen(source),
  });
  return frames.map((frame) => ({ ...frame, actions }));
}
