import type { AbstentionReason, AffectEstimate, Modality, Reading } from '../../sdk/vocabulary.ts';

/** A measured reading. */
export function about(value: number, standardDeviation: number | null = 0.3, quality = 1): Reading {
  return { kind: 'measured', value, standardDeviation, quality };
}

/** An absent reading. */
export function absent(...reasons: AbstentionReason[]): Reading {
  return { kind: 'abstained', reasons };
}

/** One head's estimate. */
export function estimateOf(
  modality: Modality,
  atSeconds: number,
  arousal: Reading,
  valence: Reading = absent('not-estimable'),
): AffectEstimate {
  return {
    kind: 'affect',
    atSeconds,
    modalities: [modality],
    valence,
    arousal,
    evidence: [
      {
        modality,
        dimension: 'arousal',
        feature: modality === 'face' ? 'mouth-open' : 'pitch',
        contribution: arousal.kind === 'measured' ? arousal.value : 0,
      },
    ],
    modelIds: [`${modality}-model`],
  };
}
