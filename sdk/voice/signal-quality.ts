import { FLAG } from './frame-row.ts';
import { createReverberation } from './reverberation.ts';

/** Judges how much the current sound can carry. */
export interface SignalQuality {
  /** Looks at samples at the device's rate, before any filter hides that they were clipped or cut. */
  inspect(samples: Float32Array, length: number): void;
  /** Notes that so many hops were lost. */
  noteGap(hops: number): void;
  /**
   * Takes one hop: level, background, probability of speech, the high band over the low one, and whether the
   * background is known; returns its flags and sets {@link SignalQuality.quality}.
   */
  push(
    levelDbfs: number,
    floorDbfs: number,
    speechProbability: number,
    highBandDb: number,
    settled: boolean,
  ): number;
  /** Quality of the last hop, 0 to 1. */
  readonly quality: number;
}

const CLIPPED = 0.99;
const CLIPPED_RUN = 3;
const MEMORY_HOPS = 100;
/** What a hop says rests on sound from so far back, its window and the wait for what follows taken together. */
const GAP_REACH_HOPS = 15;
/** So many exact zeros right after sound are a packet that somebody lost: a gate or a fade does not cut. */
const CUT_SECONDS = 0.004;
const CUT_FROM = 0.004;
const QUIET_FLOOR_DBFS = -50;
const ENOUGH_DB = 10;
const SPEECH_DECAY_DB_PER_HOP = 0.01;
const SILENCE_DBFS = -120;
/** Even dull recordings of speech have more above 4.5 kHz than this under their low band. */
const NARROW_BAND_DB = -60;
/** A slower device has no such band to lose: its speech is measured as well as any. */
const HIGH_BAND_RATE_HZ = 12_000;
const HIGH_BAND_STEP = 0.005;
const ENOUGH_HIGH_BAND_HOPS = 50;
const AUDIBLE_SPEECH_DB = 12;

/**
 * Creates a judge of quality: clipping (three samples in a row within 0.1 dB of
 * full scale), gaps, told of or heard as cuts to exact silence, speech that stands less than 10 dB above an audible
 * background, rooms that echo, and links that have lost the
 * high frequencies that their device hears. Clipping colours
 * the second that follows it, a gap the hops that rest on what was lost.
 */
export function createSignalQuality(sampleRateHz: number): SignalQuality {
  const reverberation = createReverberation();
  const cutSamples = Math.round(CUT_SECONDS * sampleRateHz);
  const smoothing = 1 / (0.002 * sampleRateHz);
  let run = 0;
  let zeros = 0;
  /** The mean magnitude of late; in an array, as a plain variable would be a new object with every sample. */
  const amplitude = new Float64Array(1);
  let wasCut = false;
  let clippingHops = 0;
  let gapHops = 0;
  let speechDbfs = SILENCE_DBFS;
  let highBand = 0;
  let highBandHops = 0;
  let quality = 0;

  return {
    get quality() {
      return quality;
    },
    inspect(samples, length) {
      let follower = amplitude[0] as number;
      for (let i = 0; i < length; i++) {
        const magnitude = Math.abs(samples[i] as number);
        run = magnitude >= CLIPPED ? run + 1 : 0;
        if (run >= CLIPPED_RUN) clippingHops = MEMORY_HOPS;
        if (magnitude > 0) {
          zeros = 0;
          follower += smoothing * (magnitude - follower);
          continue;
        }
        if (zeros++ === 0) wasCut = follower > CUT_FROM;
        if (zeros < cutSamples) continue;
        follower = 0;
        if (wasCut && zeros % cutSamples === 0) gapHops = Math.max(gapHops, GAP_REACH_HOPS);
      }
      amplitude[0] = follower;
    },
    noteGap(hops) {
      gapHops = Math.max(gapHops, Math.ceil(hops) + GAP_REACH_HOPS);
    },
    push(levelDbfs, floorDbfs, speechProbability, highBandDb, settled) {
      clippingHops = Math.max(0, clippingHops - 1);
      gapHops = Math.max(0, gapHops - 1);
      speechDbfs -= SPEECH_DECAY_DB_PER_HOP;
      const isSpeech = speechProbability > 0.5;
      const aboveDb = levelDbfs - floorDbfs;
      if (isSpeech)
        speechDbfs = levelDbfs > speechDbfs ? levelDbfs : speechDbfs + 0.02 * (levelDbfs - speechDbfs);
      if (gapHops === 0) reverberation.push(levelDbfs, aboveDb, isSpeech);
      if (isSpeech && aboveDb > AUDIBLE_SPEECH_DB) {
        // A plain mean at first, then a slow one.
        highBand += Math.max(HIGH_BAND_STEP, 1 / ++highBandHops) * (highBandDb - highBand);
      }
      const marginDb = speechDbfs - floorDbfs;
      const isReverberant = reverberation.isReverberant;
      const isNarrow =
        sampleRateHz >= HIGH_BAND_RATE_HZ &&
        highBandHops > ENOUGH_HIGH_BAND_HOPS &&
        highBand < NARROW_BAND_DB;
      let flags = 0;
      if (settled && floorDbfs > QUIET_FLOOR_DBFS && marginDb < ENOUGH_DB) flags |= FLAG.tooNoisy;
      if (clippingHops > 0) flags |= FLAG.clipping;
      if (gapHops > 0) flags |= FLAG.gaps;
      if (isReverberant) flags |= FLAG.reverberant;
      if (isNarrow) flags |= FLAG.narrowBand;
      if (!settled) flags |= FLAG.settling;
      // 5 dB above the background is hardly usable, 30 dB as good as it gets.
      const clean = Math.min(1, Math.max(0, (marginDb - 5) / 25));
      quality = clean * (settled ? 1 : 0.5);
      if (clippingHops > 0) quality *= 0.5;
      if (gapHops > 0) quality *= 0.5;
      if (isReverberant) quality *= 0.5;
      if (isNarrow) quality *= 0.7;
      return flags;
    },
  };
}
