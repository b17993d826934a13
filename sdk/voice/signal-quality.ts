import { FLAG } from './frame-row.ts';

/** Judges how much the current sound can carry. */
export interface SignalQuality {
  /** Notes samples at the device's rate, before any filter hides their clipping. */
  inspect(samples: Float32Array, length: number): void;
  /** Notes that so many hops were lost. */
  noteGap(hops: number): void;
  /** Takes one hop; returns its flags and sets {@link SignalQuality.quality}. */
  push(levelDbfs: number, floorDbfs: number, speechProbability: number, settled: boolean): number;
  /** Quality of the last hop, 0 to 1. */
  readonly quality: number;
}

const CLIPPED = 0.99;
const CLIPPED_RUN = 3;
const MEMORY_HOPS = 100;
/** What a hop says rests on sound from so far back, its window and the wait for what follows taken together. */
const GAP_REACH_HOPS = 15;
const QUIET_FLOOR_DBFS = -50;
const ENOUGH_DB = 10;
const SPEECH_DECAY_DB_PER_HOP = 0.01;
const SILENCE_DBFS = -120;

/**
 * Creates a judge of quality: clipping (three samples in a row within 0.1 dB of
 * full scale), gaps, and speech that stands less than 10 dB above an audible
 * background. Clipping colours the second that follows it, a gap the hops that rest on what was lost.
 */
export function createSignalQuality(): SignalQuality {
  let run = 0;
  let clippingHops = 0;
  let gapHops = 0;
  let speechDbfs = SILENCE_DBFS;
  let quality = 0;

  return {
    get quality() {
      return quality;
    },
    inspect(samples, length) {
      for (let i = 0; i < length; i++) {
        run = Math.abs(samples[i] as number) >= CLIPPED ? run + 1 : 0;
        if (run >= CLIPPED_RUN) clippingHops = MEMORY_HOPS;
      }
    },
    noteGap(hops) {
      gapHops = Math.max(gapHops, Math.ceil(hops) + GAP_REACH_HOPS);
    },
    push(levelDbfs, floorDbfs, speechProbability, settled) {
      clippingHops = Math.max(0, clippingHops - 1);
      gapHops = Math.max(0, gapHops - 1);
      speechDbfs -= SPEECH_DECAY_DB_PER_HOP;
      if (speechProbability > 0.5) {
        speechDbfs = levelDbfs > speechDbfs ? levelDbfs : speechDbfs + 0.02 * (levelDbfs - speechDbfs);
      }
      const marginDb = speechDbfs - floorDbfs;
      let flags = 0;
      if (settled && floorDbfs > QUIET_FLOOR_DBFS && marginDb < ENOUGH_DB) flags |= FLAG.tooNoisy;
      if (clippingHops > 0) flags |= FLAG.clipping;
      if (gapHops > 0) flags |= FLAG.gaps;
      if (!settled) flags |= FLAG.settling;
      // 5 dB above the background is hardly usable, 30 dB as good as it gets.
      const clean = Math.min(1, Math.max(0, (marginDb - 5) / 25));
      quality = clean * (clippingHops > 0 ? 0.5 : 1) * (gapHops > 0 ? 0.5 : 1) * (settled ? 1 : 0.5);
      return flags;
    },
  };
}
