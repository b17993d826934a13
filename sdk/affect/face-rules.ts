import type { EvidenceFeature, FaceActions } from '../vocabulary.ts';

/** One action's pull on a dimension: its weight times how far it counts, 0 to 1 above the person's neutral. */
export interface FaceRule {
  readonly action: keyof FaceActions;
  readonly feature: EvidenceFeature;
  readonly weight: number;
  readonly counts: (actions: FaceActions) => number;
}

/** Under this an action says nothing; its orders of magnitude above count alike. */
const floor = 0.03;

/**
 * An action in orders of magnitude: the network's coefficients rise steeply only in strong expressions, but weak ones
 * are as telling, as with its mouthSmile in `scoreSmile`.
 */
function graded(strength: number): number {
  return Math.log((Math.max(strength, 0) + floor) / floor) / Math.log((1 + floor) / floor);
}

/** What speaks against pleasantness counts as far as the face does not smile: broad smiles show some of it as well. */
function unpleasant(action: keyof FaceActions, feature: EvidenceFeature): FaceRule {
  return {
    action,
    feature,
    weight: -0.16,
    counts: (actions) => graded(actions[action]) * (1 - actions.smile),
  };
}

/**
 * Valence. Nothing is fitted: the signs come from the studies, the sizes are
 * round numbers. What pulls down pulls alike, since no study tells the sizes
 * apart (unit weights do about as well on people that one has not seen: Dawes 1979).
 *
 * - AU12 pulls up most, alone: zygomatic activity grows with pleasantness, and
 *   unpleasantness does not lower it in return (Larsen, Norris & Cacioppo 2003).
 * - AU6 adds to it; it goes with the intensity of a smile rather than its kind (Girard et al. 2021),
 *   and narrows the eyes in disgust and pain too, so it counts only as far as AU12 does.
 * - AU4 pulls down: corrugator activity falls with pleasantness and grows with
 *   unpleasantness (Larsen et al. 2003); concentration lowers the brow too.
 * - AU9, AU10, AU15, AU17 pull down: prototypes of disgust and sadness in
 *   EMFACS (Friesen & Ekman 1983).
 */
export const valenceRules: readonly FaceRule[] = [
  { action: 'smile', feature: 'smile', weight: 0.75, counts: ({ smile }) => smile },
  {
    action: 'cheekRaise',
    feature: 'cheek-raise',
    weight: 0.15,
    counts: ({ cheekRaise, smile }) => Math.min(cheekRaise, smile),
  },
  unpleasant('browLower', 'brow-lower'),
  unpleasant('noseWrinkle', 'nose-wrinkle'),
  unpleasant('upperLipRaise', 'upper-lip-raise'),
  unpleasant('lipCornerDepress', 'lip-corner-depress'),
  unpleasant('chinRaise', 'chin-raise'),
];

/**
 * Arousal: opening of mouth and eyes and raised brows are in EMFACS's
 * prototypes of surprise and fear, the raised lip in those of disgust and anger
 * (Friesen & Ekman 1983), and smiles stand for happiness: states that people
 * rate as activated (Russell & Mehrabian 1977). Drooping lids stand in that of
 * sadness, rated as calm. Movement is handled apart. The sizes are round
 * numbers; `npm run fit:affect` asks whether fitted ones do better on people
 * they were not fitted to.
 */
export const arousalRules: readonly FaceRule[] = [
  { action: 'mouthOpen', feature: 'mouth-open', weight: 0.6, counts: ({ mouthOpen }) => graded(mouthOpen) },
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
