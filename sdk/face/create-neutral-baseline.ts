import { mapFaceActions } from '../vocabulary/map-face-actions.ts';
import type { FaceActions } from '../vocabulary.ts';

/** One person's own neutral face, learnt while they are in view. */
export interface NeutralBaseline {
  /** Learns from one well-seen frame and tells the actions relative to the neutral. */
  push(atSeconds: number, raw: FaceActions): FaceActions;
  readonly settled: boolean;
  /** Forgets the person. */
  reset(): void;
}

/** Settings of {@link createNeutralBaseline}. */
export interface NeutralBaselineOptions {
  /** How long a face must have been seen well. */
  readonly settleSeconds?: number;
  /** And in how many frames at least. */
  readonly settleFrames?: number;
  /** Time constant of the adaptation afterwards. */
  readonly adaptSeconds?: number;
}

/**
 * No neutral face shows more than this: whoever smiles from the first frame on is not taken for neutral.
 * Actions that rest higher in many faces (brows, lids) are allowed more.
 */
const ceilings: FaceActions = {
  smile: 0.25,
  cheekRaise: 0.5,
  browRaise: 0.35,
  browLower: 0.35,
  eyeWiden: 0.2,
  eyeClosure: 0.35,
  noseWrinkle: 0.15,
  upperLipRaise: 0.2,
  lipCornerDepress: 0.2,
  chinRaise: 0.3,
  lipPress: 0.3,
  mouthOpen: 0.15,
  frown: 0.5,
  wideOpen: 0.3,
};

/**
 * What a face at rest shows as a rule, until this person's own is known: the 0.3 quantile of 84 neutral faces
 * (50 of LFW labelled neutral by muxspace, 34 stock photographs), rounded.
 */
const usual: FaceActions = {
  smile: 0,
  cheekRaise: 0.2,
  browRaise: 0.01,
  browLower: 0.02,
  eyeWiden: 0,
  eyeClosure: 0.05,
  noseWrinkle: 0,
  upperLipRaise: 0,
  lipCornerDepress: 0,
  chinRaise: 0,
  lipPress: 0.01,
  mouthOpen: 0,
  frown: 0.14,
  wideOpen: 0.03,
};

/** Expressions leave the neutral upwards, so it lies low in the distribution; the lowest values are noise. */
const neutralQuantile = 0.3;

/**
 * Learns the neutral of one face: for each action a low quantile of what was
 * seen in the first seconds, taking over from what is usual in the measure in
 * which it has been seen (a single picture stands against the usual neutral
 * alone), then followed slowly by stochastic approximation
 * of the same quantile (Robbins & Monro 1951), so that a changed light or seat
 * is taken in within minutes and a long smile is not.
 */
export function createNeutralBaseline(options: NeutralBaselineOptions = {}): NeutralBaseline {
  const { settleSeconds = 3, settleFrames = 12, adaptSeconds = 60 } = options;
  let seen: FaceActions[] = [];
  let seenSeconds = 0;
  let lastAtSeconds: number | null = null;
  let neutral: FaceActions | null = null;

  const settle = (): void => {
    neutral = mapFaceActions((name) => {
      const values = seen.map((frame) => frame[name]).sort((a, b) => a - b);
      const low = values[Math.floor(neutralQuantile * (values.length - 1))] ?? 0;
      const share = Math.min(seenSeconds / settleSeconds, seen.length / settleFrames, 1);
      return usual[name] + share * (Math.min(low, ceilings[name]) - usual[name]);
    });
  };

  return {
    get settled() {
      return seenSeconds >= settleSeconds && seen.length >= settleFrames;
    },
    push(atSeconds, raw) {
      // A pause in which nothing was seen must not count as time in view.
      const step = lastAtSeconds === null ? 0 : Math.min(Math.max(atSeconds - lastAtSeconds, 0), 0.5);
      lastAtSeconds = atSeconds;
      if (neutral === null || !this.settled) {
        seen.push(raw);
        seenSeconds += step;
        settle();
      } else {
        const rate = step / adaptSeconds;
        const before: FaceActions = neutral;
        neutral = mapFaceActions((name) => {
          const target = raw[name] > before[name] ? neutralQuantile : neutralQuantile - 1;
          const moved = before[name] + rate * target;
          return Math.min(Math.max(moved, 0), ceilings[name]);
        });
      }
      return relativeTo(neutral ?? raw, raw);
    },
    reset() {
      seen = [];
      seenSeconds = 0;
      lastAtSeconds = null;
      neutral = null;
    },
  };
}

/** What an action has left above the person's neutral is stretched to 1, so that a strong action is 1 for everybody. */
function relativeTo(neutral: FaceActions, raw: FaceActions): FaceActions {
  return mapFaceActions((name) => {
    const share = (raw[name] - neutral[name]) / (1 - neutral[name]);
    return Math.min(Math.max(share, 0), 1);
  });
}
