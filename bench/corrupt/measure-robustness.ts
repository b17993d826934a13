import { createVoiceBehaviour } from '../../sdk/behaviour/create-voice-behaviour.ts';
import type { BehaviourName, Measurement } from '../../sdk/vocabulary.ts';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import { analyseSound } from '../evaluate/analyse-sound.ts';
import type { Sound } from '../evaluate/sound.ts';
import type { CorruptionAt } from './corruptions.ts';

type Tolerance = { readonly absolute: number } | { readonly relative: number };

/** A measurement that robustness is judged by. */
export type Judged = Extract<
  BehaviourName,
  | 'speaking-share'
  | 'pause-ratio'
  | 'articulation-rate'
  | 'pitch'
  | 'pitch-range'
  | 'loudness'
  | 'loudness-range'
  | 'jitter'
  | 'shimmer'
  | 'harmonicity'
>;

/** How far a value may be off before a person would call it wrong, in its unit or as a share of the true value. */
export const tolerances: Readonly<Record<Judged, Tolerance>> = {
  'speaking-share': { absolute: 0.1 },
  'pause-ratio': { absolute: 0.15 },
  'articulation-rate': { relative: 0.25 },
  pitch: { relative: 0.06 },
  'pitch-range': { absolute: 2 },
  loudness: { absolute: 3 },
  'loudness-range': { absolute: 4 },
  jitter: { relative: 0.5 },
  shimmer: { relative: 0.5 },
  harmonicity: { absolute: 4 },
};

/** What became of the values that were measured of the uncorrupted sound. */
export interface Robustness {
  readonly values: number;
  /** Share that was withheld. */
  readonly abstained: number;
  /** Share that was said and further off than tolerated: what a person would be misled by. */
  readonly wrong: number;
  /** Mean quality of what was said; NaN of nothing. */
  readonly quality: number;
}

const judged = Object.keys(tolerances) as readonly Judged[];

/** Measures each sound as it is and corrupted, and compares moment by moment. */
export async function measureRobustness(
  sounds: readonly Sound[],
  corruptions: readonly CorruptionAt[],
  network: SpeechNetwork | null,
): Promise<readonly { readonly at: CorruptionAt; readonly of: Readonly<Record<Judged, Robustness>> }[]> {
  const clean = await measureAll(sounds, network);
  const results = [];
  for (const at of corruptions) {
    const corrupted = await measureAll(
      sounds.map((sound) => at.corruption.apply(sound, at.severity)),
      network,
    );
    const entries = judged.map((name) => [name, compare(name, clean, corrupted)] as const);
    results.push({ at, of: Object.fromEntries(entries) as Record<Judged, Robustness> });
  }
  return results;
}

type Measured = ReadonlyMap<string, Measurement['reading']>;

/** All readings, by sound, name and moment. */
async function measureAll(sounds: readonly Sound[], network: SpeechNetwork | null): Promise<Measured> {
  const readings = new Map<string, Measurement['reading']>();
  for (const [index, sound] of sounds.entries()) {
    const behaviour = createVoiceBehaviour();
    const { frames } = await analyseSound(sound, network);
    for (const frame of frames)
      for (const { name, atSeconds, reading } of behaviour.push(frame))
        readings.set(`${name} ${index} ${atSeconds.toFixed(2)}`, reading);
  }
  return readings;
}

function compare(name: Judged, clean: Measured, corrupted: Measured): Robustness {
  const result = { values: 0, abstained: 0, wrong: 0, said: 0, quality: 0 };
  for (const [key, truth] of clean) {
    if (!key.startsWith(`${name} `) || truth.kind === 'abstained') continue;
    result.values++;
    const reading = corrupted.get(key);
    if (reading?.kind !== 'measured') {
      result.abstained++;
      continue;
    }
    result.said++;
    result.quality += reading.quality;
    const tolerance = tolerances[name];
    const allowed = 'absolute' in tolerance ? tolerance.absolute : tolerance.relative * Math.abs(truth.value);
    if (Math.abs(reading.value - truth.value) > allowed) result.wrong++;
  }
  return {
    values: result.values,
    abstained: result.abstained / result.values,
    wrong: result.wrong / result.values,
    quality: result.quality / result.said,
  };
}
