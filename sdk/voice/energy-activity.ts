/** Tells how probable it is that somebody speaks, from level and periodicity alone. */
export interface ActivityDetector {
  /**
   * Takes one hop: its level above the noise floor in dB, and the strength of
   * its periodicity, 0 to 1. Returns a probability, 0 to 1.
   */
  push(signalToNoiseDb: number, pitchStrength: number, audible: boolean): number;
  /** Forgets everything, as at a gap. */
  reset(): void;
}

const HALF_WAY_DB = 9;
const WIDTH_DB = 2.2;
const ATTACK = 0.5;
const RELEASE = 0.12;
/** A lasting sound needs some periodicity to pass for speech: a fan has a level too. */
const UNVOICED_DECAY_PER_HOP = 0.985;
const VOICED_STRENGTH = 0.55;

/**
 * Creates an **energy detector**: it hears level above the background, backed by
 * periodicity of late, not speech as such. Music, typing or a dog can pass for
 * speech, and a voice near the noise floor is missed. Its probability is a
 * logistic curve over the level, quick to rise and slow to fall, so that stops
 * within words do not cut it.
 */
export function createEnergyActivity(): ActivityDetector {
  let probability = 0;
  let voicedOfLate = 0;

  return {
    reset() {
      probability = 0;
      voicedOfLate = 0;
    },
    push(signalToNoiseDb, pitchStrength, audible) {
      const raw = audible ? 1 / (1 + Math.exp(-(signalToNoiseDb - HALF_WAY_DB) / WIDTH_DB)) : 0;
      voicedOfLate =
        raw > 0.5 && pitchStrength >= VOICED_STRENGTH ? 1 : voicedOfLate * UNVOICED_DECAY_PER_HOP;
      const backed = raw * (0.35 + 0.65 * voicedOfLate);
      probability += (backed > probability ? ATTACK : RELEASE) * (backed - probability);
      return probability;
    },
  };
}
