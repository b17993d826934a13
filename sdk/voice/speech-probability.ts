/** Joins what the network says of 32 ms with what each hop of 10 ms shows. */
export interface SpeechProbability {
  push(
    byNetwork: number,
    levelDbfs: number,
    signalToNoiseDb: number,
    pitchStrength: number,
    voiced: boolean,
  ): number;
  reset(): void;
}

export function createSpeechProbability(): SpeechProbability {
  return {
    push: (byNetwork) => byNetwork,
    reset() {},
  };
}
