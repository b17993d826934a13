/** Joins the network's opinion on speech with what the level tells. */
export interface JoinedActivity {
  /** Notes a hop's relative level, `delayHops` ahead of {@link JoinedActivity.push}. */
  hear(height: number, softnessDb: number): void;
  /** Takes the network's probability for the hop heard `delayHops` ago; returns the joint probability. */
  push(networkProbability: number): number;
  /** What the last probability was made of, by {@link ACTIVITY_EVIDENCE}; reused. */
  readonly evidence: Float64Array;
  /** Forgets everything, as at a gap. */
  reset(): void;
}

/** What is weighed, in the order of {@link JoinedActivity.evidence}. */
export const ACTIVITY_EVIDENCE = ['network', 'height', 'softness'] as const;
/** By `npm run fit:activity` on the corpus of `bench/voice/activity-corpus.py`, for even odds of speech. */
const WEIGHTS = [0.6, 1.3, -0.056] as const;
const CONSTANT = -0.55;
/** The network is sure too often: beyond this its word counts no further. */
const SUREST = 0.001;

/**
 * Creates the joint: a logistic regression over the network's log odds and the relative level from the
 * hop until `delayHops` after it. The network alone says speech for about 100 ms after it has ended;
 * the level tells where.
 */
export function createJoinedActivity(delayHops: number): JoinedActivity {
  const kept = delayHops + 1;
  const heights = new Float64Array(kept);
  const softnesses = new Float64Array(kept);
  const evidence = new Float64Array(ACTIVITY_EVIDENCE.length);
  let hops = 0;

  const mean = (values: Float64Array): number => {
    const count = Math.min(hops, kept);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += values[i] as number;
    return count === 0 ? 0 : sum / count;
  };

  return {
    evidence,
    reset() {
      hops = 0;
      heights.fill(0);
      softnesses.fill(0);
    },
    hear(height, softnessDb) {
      heights[hops % kept] = height;
      softnesses[hops % kept] = softnessDb;
      hops++;
    },
    push(networkProbability) {
      evidence[0] = Math.log((networkProbability + SUREST) / (1 - networkProbability + SUREST));
      evidence[1] = mean(heights);
      evidence[2] = mean(softnesses);
      let logOdds = CONSTANT;
      for (let i = 0; i < WEIGHTS.length; i++) logOdds += (WEIGHTS[i] as number) * (evidence[i] as number);
      return 1 / (1 + Math.exp(-logOdds));
    },
  };
}
