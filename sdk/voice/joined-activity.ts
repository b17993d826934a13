/** Joins the network's opinion on speech with what level and voicing tell. */
export interface JoinedActivity {
  /** Notes a hop's relative level, `delayHops` ahead of {@link JoinedActivity.push}. */
  hear(height: number, softnessDb: number): void;
  /** Takes the network's probability and the voicing of the hop heard `delayHops` ago; returns the joint probability. */
  push(networkProbability: number, voiced: boolean): number;
  /** Forgets everything, as at a gap. */
  reset(): void;
}

/** The network is sure too often: beyond this its word counts no further. */
const SUREST = 0.001;
const WEIGHT = { network: 0.59, height: 0.44, softnessPerDb: -0.063, voiced: 2.3, constant: 0.6 };
/** Share of the newest hop in the running mean of voicing: 65 ms. */
const VOICED_STEP = 0.15;

/**
 * Creates the joint: a logistic regression over the network's log odds, the relative level from the
 * hop until `delayHops` after it, and the voicing of the last 65 ms. The network alone says speech
 * for about 100 ms after it has ended; the level tells where.
 */
export function createJoinedActivity(delayHops: number): JoinedActivity {
  const kept = delayHops + 1;
  const heights = new Float64Array(kept);
  const softnesses = new Float64Array(kept);
  let hops = 0;
  let voicedOfLate = 0;

  const mean = (values: Float64Array): number => {
    const count = Math.min(hops, kept);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += values[i] as number;
    return count === 0 ? 0 : sum / count;
  };

  return {
    reset() {
      hops = 0;
      voicedOfLate = 0;
      heights.fill(0);
      softnesses.fill(0);
    },
    hear(height, softnessDb) {
      heights[hops % kept] = height;
      softnesses[hops % kept] = softnessDb;
      hops++;
    },
    push(networkProbability, voiced) {
      voicedOfLate += VOICED_STEP * ((voiced ? 1 : 0) - voicedOfLate);
      const logOdds =
        WEIGHT.network * Math.log((networkProbability + SUREST) / (1 - networkProbability + SUREST)) +
        WEIGHT.height * mean(heights) +
        WEIGHT.softnessPerDb * mean(softnesses) +
        WEIGHT.voiced * voicedOfLate +
        WEIGHT.constant;
      return 1 / (1 + Math.exp(-logOdds));
    },
  };
}
