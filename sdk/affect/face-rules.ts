import type { EvidenceFeature, FaceActions } from '../vocabulary.ts';

/** One action's pull on a dimension: its weight times how far it counts, 0 to 1 above the person's neutral. */
export interface FaceRule {
  readonly action: keyof FaceActions;
  readonly feature: EvidenceFeature;
  readonly weight: number;
  readonly counts: (actions: FaceActions) => number;
}

/**
 * An action in orders of magnitude above a floor under which it says nothing: the network's coefficients rise steeply
 * only in strong expressions, but weak ones are as telling.
 */
function graded(strength: number, floor = 0.03): number {
  return Math.log((Math.max(strength, 0) + floor) / floor) / Math.log((1 + floor) / floor);
}

/**
 * Valence. The signs come from the studies, the sizes are round numbers near
 * what people rate such expressions with (Russell & Mehrabian 1977).
 *
 * - AU12 pulls up most, alone: zygomatic activity grows with pleasantness, and
 *   unpleasantness does not lower it in return (Larsen, Norris & Cacioppo 2003).
 * - AU6 adds to it; it goes with the intensity of a smile rather than its kind (Girard et al. 2021),
 *   and narrows the eyes in disgust and pain too, so it counts only as far as AU12 does.
 * - A frown pulls down: corrugator activity (AU4) falls with pleasantness and
 *   grows with unpleasantness (Larsen et al. 2003); AU9, AU10 and AU15 are in the
 *   prototypes of disgust and sadness in EMFACS (Friesen & Ekman 1983). It counts
 *   as far as the face does not smile: broad smiles show some of it as well.
 * - Eyes and mouth wide open stand for surprise in EMFACS, which people rate as rather pleasant.
 */
export const valenceRules: readonly FaceRule[] = [
  { action: 'smile', feature: 'smile', weight: 0.75, counts: ({ smile }) => smile },
  {
    action: 'cheekRaise',
    feature: 'cheek-raise',
    weight: 0.15,
    counts: ({ cheekRaise, smile }) => Math.min(cheekRaise, smile),
  },
  { action: 'frown', feature: 'frown', weight: -0.8, counts: ({ frown, smile }) => frown * (1 - smile) },
  { action: 'wideOpen', feature: 'wide-open', weight: 0.5, counts: ({ wideOpen }) => wideOpen },
];

/**
 * Arousal: opening of mouth and eyes and raised brows are in EMFACS's
 * prototypes of surprise and fear, the raised lip in those of disgust and anger
 * (Friesen & Ekman 1983), and smiles stand for happiness: states that people
 * rate as activated (Russell & Mehrabian 1977). Drooping lids stand in that of
 * sadness, rated as calm. Movement is handled apart. The sizes are round numbers.
 */
export const arousalRules: readonly FaceRule[] = [
  {
    action: 'mouthOpen',
    feature: 'mouth-open',
    weight: 0.6,
    // Lips that are hardly parted are at rest as well.
    counts: ({ mouthOpen }) => graded(mouthOpen, 0.1),
  },
  { action: 'eyeWiden', feature: 'eye-widen', weight: 0.3, counts: ({ eyeWiden }) => graded(eyeWiden) },
  {
    action: 'upperLipRaise',
    feature: 'upper-lip-raise',
    weight: 0.3,
    counts: ({ upperLipRaise }) => graded(upperLipRaise),
  },
  { action: 'smile', feature: 'smile', weight: 0.4, counts: ({ smile }) => smile },
  { action: 'browRaise', feature: 'brow-raise', weight: 0.1, counts: ({ browRaise }) => browRaise },
  { action: 'eyeClosure', feature: 'eye-closure', weight: -0.3, counts: ({ eyeClosure }) => eyeClosure },
];
