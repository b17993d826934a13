/** Turns the probability of speech into speaking or not. */
export interface SpeechGate {
  /** Takes one frame and returns whether the participant is speaking. */
  push(atSeconds: number, speechProbability: number): boolean;
  /** Forgets the state. */
  reset(): void;
}

const ON = 0.6;
const OFF = 0.35;
/** Stops between the sounds of a word are shorter than this; the gate closes so much late. */
export const SPEECH_HANGOVER_SECONDS = 0.15;

/** Creates a gate with hysteresis: opens at 0.6, closes after 150 ms below 0.35. */
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
