import type { AffectHead } from '../fusion/affect-head.ts';
import { faceAffectIdentity } from '../models/model-identity.ts';
import { mapFaceActions } from '../vocabulary/map-face-actions.ts';
import type { AffectEstimate, Evidence, FaceActions, FaceFrame, Reading } from '../vocabulary.ts';
import { createMovement, type Movement } from './create-movement.ts';
import { arousalRules, type FaceRule, valenceRules } from './face-rules.ts';
import { expressionSeconds, leastExpressionFrames, whyNoExpression } from './why-no-expression.ts';

const modelId = faceAffectIdentity.id;
const emitEverySeconds = 0.25;

/**
 * Standard deviations. Where a face smiles, and of the arousal: about what the
 * rules miss on photographs with crowd labels (`npm run evaluate -- affect`,
 * `valenceResidualSmiling` and `arousalResidual`, in the model card). Without a
 * smile a face hardly tells displeasure from rest, so the valence is as good as unknown:
 * there it is about the deviation of anything from -1 to 1. Against what is usual
 * among people or against the person's own neutral: nobody has shown yet how
 * much surer the second is.
 */
const valenceDeviation = { smiling: 0.5, notSmiling: 0.56 };
const arousalDeviation = 0.27;
/** Movement at twice the person's usual pace raises the arousal by this much. */
const movementWeight = 0.2;

/**
 * Estimates how positive and how activated a face looks, from its actions over
 * the last second against the person's own neutral, by documented rules.
 *
 * Until that neutral is settled the actions stand against what is usual.
 * Abstains wherever the face could not be measured, with the reasons. It estimates the expression as measured, which
 * is not what the person feels (Barrett et al. 2019).
 */
export function createFaceAffectHead(): AffectHead {
  let recent: FaceFrame[] = [];
  let beganAtSeconds: number | null = null;
  let emittedAtSeconds = Number.NEGATIVE_INFINITY;
  const movement = createMovement();
  return {
    modality: 'face',
    modelId,
    push(frame) {
      if (frame.modality !== 'face') return null;
      if (frame.atSeconds <= (recent.at(-1)?.atSeconds ?? Number.NEGATIVE_INFINITY)) return null;
      recent = [...recent.filter(({ atSeconds }) => atSeconds > frame.atSeconds - expressionSeconds), frame];
      beganAtSeconds ??= frame.atSeconds;
      movement.push(frame);
      if (frame.atSeconds - emittedAtSeconds < emitEverySeconds) return null;
      emittedAtSeconds = frame.atSeconds;
      return estimate(recent, frame, movement, beganAtSeconds);
    },
  };
}

function estimate(
  recent: readonly FaceFrame[],
  newest: FaceFrame,
  movement: Movement,
  beganAtSeconds: number,
): AffectEstimate {
  const usable = recent.filter(({ actions }) => actions !== null);
  const shared = {
    kind: 'affect',
    atSeconds: newest.atSeconds,
    modalities: ['face'],
    modelIds: [modelId],
  } as const;
  if (newest.actions === null || usable.length < leastExpressionFrames) {
    const abstained: Reading = { kind: 'abstained', reasons: whyNoExpression(recent, beganAtSeconds) };
    return { ...shared, valence: abstained, arousal: abstained, evidence: [] };
  }
  const actions = meanActions(usable);
  const quality = usable.reduce((sum, frame) => sum + frame.quality, 0) / usable.length;
  const valence = valenceRules.map((rule) => evidenceOf(rule, 'valence', actions));
  const pace = movement.relativePace;
  const arousal: Evidence[] = [
    ...arousalRules.map((rule) => evidenceOf(rule, 'arousal', actions)),
    {
      modality: 'face',
      dimension: 'arousal',
      feature: 'movement',
      contribution: movementWeight * (pace ?? 0),
    },
  ];
  const smiling = Math.min(1, actions.smile / 0.5);
  const deviation =
    valenceDeviation.notSmiling + smiling * (valenceDeviation.smiling - valenceDeviation.notSmiling);
  return {
    ...shared,
    valence: reading(valence, deviation, quality),
    arousal: reading(arousal, arousalDeviation, quality),
    evidence: [...valence, ...arousal]
      .filter(({ contribution }) => Math.abs(contribution) >= 0.01)
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
  };
}

function evidenceOf(rule: FaceRule, dimension: Evidence['dimension'], actions: FaceActions): Evidence {
  return {
    modality: 'face',
    dimension,
    feature: rule.feature,
    contribution: rule.weight * rule.counts(actions),
  };
}

function reading(evidence: readonly Evidence[], deviation: number, quality: number): Reading {
  const sum = evidence.reduce((total, { contribution }) => total + contribution, 0);
  return {
    kind: 'measured',
    value: Math.min(Math.max(sum, -1), 1),
    standardDeviation: Math.min(deviation / Math.sqrt(Math.max(quality, 0.1)), 1),
    quality,
  };
}

function meanActions(frames: readonly FaceFrame[]): FaceActions {
  return mapFaceActions(
    (name) => frames.reduce((sum, { actions }) => sum + (actions?.[name] ?? 0), 0) / frames.length,
  );
}
