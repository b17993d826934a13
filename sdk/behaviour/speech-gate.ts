/** Turns the probability of speech into speaking or not. */
export interface SpeechGate {
  /** Takes one frame and returns whether the participant is speaking. */
  push(atSeconds: number, speechProbability: number): boolean;
  /** Forgets the state. */
  reset(): void;
}

const ON = 0.5;
const OFF = 0.4;
/** The gate closes so much late; the network bridges stops within words by itself. */
export const SPEECH_HANGOVER_SECONDS = 0.02;

/** Creates a gate with hysteresis: opens at 0.5, closes after 20 ms below 0.4. */
export function createSpeechGate(): SpeechGate {
  let speaking = false;
  let quietSince = Number.NaN;

  return {
    reset() {
      speaking = false;
      quietSince = Number.NaN;
    },
    push(atSeconds, speechProbability) {
      if (!speaking) {
        speaking = speechProbability >= ON;
        quietSince = Number.NaN;
      } else if (speechProbability > OFF) {
        quietSince = Number.NaN;
      } else if (Number.isNaN(quietSince)) {
        quietSince = atSeconds;
      } else if (atSeconds - quietSince >= SPEECH_HANGOVER_SECONDS) {
        speaking = false;
      }
      return speaking;
    },
  };
}
