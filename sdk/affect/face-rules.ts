import type { EvidenceFeature, FaceActions } from '../vocabulary.ts';

/** One action's pull on a dimension: its weight times its strength, 0 to 1 above the person's neutral. */
export interface FaceRule {
  readonly action: keyof FaceActions;
  readonly feature: EvidenceFeature;
  readonly weight: number;
}

/**
 * Valence. Nothing is fitted: the signs come from the studies, the sizes are
 * round numbers in their order.
 *
 * - AU12 pulls up most, alone: zygomatic activity grows with pleasantness, and
 *   unpleasantness does not lower it in return (Larsen, Norris & Cacioppo 2003).
 * - AU6 adds to it; it goes with the intensity of a smile rather than its kind (Girard et al. 2021),
 *   and narrows the eyes in disgust and pain too, so it counts only as far as AU12 does.
 * - AU4 pulls down: corrugator activity falls with pleasantness and grows with
 *   unpleasantness (Larsen et al. 2003); concentration lowers the brow too, hence far less than AU12 pulls up.
 * - AU9, AU10, AU15, AU17 pull down: prototypes of disgust and sadness in
 *   EMFACS (Friesen & Ekman 1983). AU17 occurs in speech and doubt, so half;
 *   AU10 rises in broad smiles too, so it counts only without AU12.
 */
export const valenceRules: readonly FaceRule[] = [
  { action: 'smile', feature: 'smile', weight: 0.75 },
  { action: 'cheekRaise', feature: 'cheek-raise', weight: 0.25 },
  { action: 'browLower', feature: 'brow-lower', weight: -0.4 },
  { action: 'noseWrinkle', feature: 'nose-wrinkle', weight: -0.4 },
  { action: 'upperLipRaise', feature: 'upper-lip-raise', weight: -0.3 },
  { action: 'lipCornerDepress', feature: 'lip-corner-depress', weight: -0.4 },
  { action: 'chinRaise', feature: 'chin-raise', weight: -0.2 },
];

/**
 * Arousal: opening of mouth and eyes and raised brows are in EMFACS's
 * prototypes of surprise and fear, the raised lip in those of disgust and anger
 * (Friesen & Ekman 1983), and smiles stand for happiness: states that people
 * rate as activated (Russell & Mehrabian 1977). Movement is handled apart. The
 * sizes are round numbers; `npm run fit:affect` asks whether fitted ones do
 * better on people they were not fitted to.
 */
export const arousalRules: readonly FaceRule[] = [
  { action: 'mouthOpen', feature: 'mouth-open', weight: 1 },
  { action: 'eyeWiden', feature: 'eye-widen', weight: 1 },
  { action: 'smile', feature: 'smile', weight: 0.45 },
  { action: 'upperLipRaise', feature: 'upper-lip-raise', weight: 0.3 },
  { action: 'browRaise', feature: 'brow-raise', weight: 0.2 },
];

/** How far an action counts in a rule: some only with, some only without a smile. */
export function effectiveStrength({ action, weight }: FaceRule, actions: FaceActions): number {
  if (action === 'cheekRaise') return Math.min(actions.cheekRaise, actions.smile);
  if (action === 'upperLipRaise' && weight < 0) return Math.max(0, actions.upperLipRaise - actions.smile);
  return actions[action];
}
