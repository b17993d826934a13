import { createWindowedHistogram } from '../behaviour/windowed-histogram.ts';

/** Hears whether a room answers. */
export interface Reverberation {
  /** Takes the level of the next hop of 10 ms, how far it stands above the background, and whether it is of speech. */
  push(levelDbfs: number, aboveFloorDb: number, isSpeech: boolean): void;
  /** Whether speech of late died away as slowly as it does far from the speaker in a room with an echo. */
  readonly isReverberant: boolean;
}

const WINDOW_SECONDS = 15;
const FALL_HOPS = 8;
/** Falls from nearer to the background end in it, and tell nothing of the room. */
const LOUD_ENOUGH_DB = 20;
const ENOUGH_FALLS = 100;
/** Before a stop the level of dry speech falls by 20 dB and more; `npm run bench:voice-robustness` shows what rooms leave of that. */
const DRY_FALL_DB = 15.5;

/**
 * Creates a judge of the room by how fast speech can die away in it: the 95th
 * percentile of the level's fall within 80 ms, over 15 s. Stops make speech fall
 * as fast as it can, several times a second; what limits the fall is the room's
 * decay (after the free decays of Ratnam et al. 2003, *Blind estimation of reverberation time*).
 */
export function createReverberation(): Reverberation {
  const falls = createWindowedHistogram({
    windowSeconds: WINDOW_SECONDS,
    lowest: 0,
    highest: 40,
    binWidth: 0.5,
    capacity: 100 * WINDOW_SECONDS,
  });
  const levels = new Float64Array(FALL_HOPS);
  const isLoud = new Uint8Array(FALL_HOPS);
  let hops = 0;
  return {
    get isReverberant() {
      return falls.count >= ENOUGH_FALLS && falls.quantile(0.95) < DRY_FALL_DB;
    },
    push(levelDbfs, aboveFloorDb, isSpeech) {
      const slot = hops % FALL_HOPS;
      if (hops >= FALL_HOPS && isLoud[slot] === 1)
        falls.push(hops / 100, (levels[slot] as number) - levelDbfs);
      else falls.advance(hops / 100);
      levels[slot] = levelDbfs;
      isLoud[slot] = isSpeech && aboveFloorDb > LOUD_ENOUGH_DB ? 1 : 0;
      hops++;
    },
  };
}
