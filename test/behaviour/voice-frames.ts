import type { VoiceFrame } from '../../sdk/vocabulary.ts';

/** A frame of quiet, with what the test wants different. */
function voiceFrame(atSeconds: number, different: Partial<VoiceFrame> = {}): VoiceFrame {
  return {
    modality: 'voice',
    atSeconds,
    speechProbability: 0.01,
    pitchHz: null,
    pitchStrength: 0.1,
    loudnessDbfs: -70,
    voiceQuality: null,
    spectral: null,
    signalToNoiseDb: 0,
    quality: 0.9,
    shortfalls: [],
    ...different,
  };
}

export const speech = { speechProbability: 0.95, pitchHz: 120, loudnessDbfs: -25, signalToNoiseDb: 45 };

/** Speech whose level and loudness move together; loudness compresses as Zwicker's does. */
export function voiceAt(loudnessDbfs: number, pitchHz: number | null): Partial<VoiceFrame> {
  const spectral = {
    alphaRatioDb: -10,
    hammarbergIndexDb: 20,
    slope0to500DbPerHz: 0,
    slope500to1500DbPerHz: 0,
    hf500Db: -5,
    flux: 0.1,
    loudness: 10 ** ((0.3 * (loudnessDbfs + 40)) / 10),
    mfcc: [0, 0, 0, 0],
  } as const;
  return { ...speech, loudnessDbfs, pitchHz, spectral };
}

/** Frames of `seconds` at 100 a second. */
export function stretch(
  fromSeconds: number,
  seconds: number,
  different: (atSeconds: number) => Partial<VoiceFrame> = () => ({}),
): VoiceFrame[] {
  return Array.from({ length: Math.round(seconds * 100) }, (_, i) => {
    const at = fromSeconds + i / 100;
    return voiceFrame(at, different(at));
  });
}
