import type { VoiceFrame } from '../../sdk/vocabulary.ts';
import { FRAME_SECONDS } from '../evaluate/analyse-sound.ts';
import type { GoldenValues } from './golden-values.ts';

/** Differences of one sound's frames from what Praat says of it; each list is of absolute values unless told. */
export interface GoldenDifferences {
  /** Share of the moments that only one of the two calls voiced. */
  readonly voicing: number;
  readonly pitchCents: readonly number[];
  readonly levelDb: readonly number[];
  /** Signed, ours less Praat's. */
  readonly harmonicsToNoiseDb: readonly number[];
  /** Signed, one per stretch. */
  readonly jitterPercent: readonly number[];
  /** Signed, one per stretch. */
  readonly shimmerDb: readonly number[];
  readonly alphaRatioDb: readonly number[];
  readonly hammarbergIndexDb: readonly number[];
  readonly hf500Db: readonly number[];
}

const HOP_DB = 3;
/** Above this only the depth of the interpolation between samples differs: there is no noise left to measure. */
const CLEAR_DB = 40;

/** Compares frames (the first at 0 s, one every 10 ms, as `analyseSound` gives them) with Praat's values. */
export function compareGolden(frames: readonly VoiceFrame[], golden: GoldenValues): GoldenDifferences {
  const at = (seconds: number): VoiceFrame | undefined => frames[Math.round(seconds / FRAME_SECONDS)];
  const pitchCents: number[] = [];
  const levelDb: number[] = [];
  const harmonicsToNoiseDb: number[] = [];
  let differently = 0;
  for (const [i, frame] of frames.entries()) {
    const theirs = golden.pitchHz[i] ?? Number.NaN;
    if ((frame.pitchHz === null) !== Number.isNaN(theirs)) differently++;
    else if (frame.pitchHz !== null) pitchCents.push(Math.abs(1200 * Math.log2(frame.pitchHz / theirs)));
    const level = golden.levelDb[i] ?? Number.NaN;
    // Where the level changes fast, the half sample between the two windows' middles shows.
    const steady = Math.abs(level - (golden.levelDb[i - 1] ?? Number.NaN)) < HOP_DB;
    if (steady && level > -100) levelDb.push(Math.abs(frame.loudnessDbfs - level));
    const harmonicity = golden.harmonicsToNoiseDb[i] ?? Number.NaN;
    if (frame.voiceQuality !== null && !Number.isNaN(harmonicity))
      harmonicsToNoiseDb.push(
        Math.min(CLEAR_DB, frame.voiceQuality.harmonicsToNoiseDb) - Math.min(CLEAR_DB, harmonicity),
      );
  }
  const qualities = golden.stretches.flatMap((stretch) => {
    const ours = at(stretch.atSeconds)?.voiceQuality ?? null;
    return ours === null ? [] : [{ ours, stretch }];
  });
  const spectra = golden.spectra.flatMap((theirs) => {
    const ours = at(theirs.atSeconds)?.spectral ?? null;
    return ours === null ? [] : [{ ours, theirs }];
  });
  const spectral = (field: 'alphaRatioDb' | 'hammarbergIndexDb' | 'hf500Db'): readonly number[] =>
    spectra.map(({ ours, theirs }) => Math.abs(ours[field] - theirs[field]));
  return {
    voicing: differently / frames.length,
    pitchCents,
    levelDb,
    harmonicsToNoiseDb,
    jitterPercent: qualities.map(({ ours, stretch }) => ours.jitterPercent - stretch.jitterPercent),
    shimmerDb: qualities.map(({ ours, stretch }) => ours.shimmerDb - stretch.shimmerDb),
    alphaRatioDb: spectral('alphaRatioDb'),
    hammarbergIndexDb: spectral('hammarbergIndexDb'),
    hf500Db: spectral('hf500Db'),
  };
}

/** The value that the share `q` of the values lies under; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(q * (sorted.length - 1))] ?? Number.NaN;
}
