/** Where a hop's level stands between the background and the loudest of late. */
export interface RelativeLevel {
  /** Takes a hop's level and its level above the background, both in dB. */
  push(levelDbfs: number, signalToNoiseDb: number): void;
  /** 0 at the background, 1 at the speaker's own loudness. */
  readonly height: number;
  /** How far the hop lies under the loudest of late. */
  readonly softnessDb: number;
}

/** The loudest moment of late is forgotten by 5 dB a second. */
const LOUDEST_DECAY_DB = 0.05;
const FIRST_LOUDEST_DBFS = -35;
/** A span smaller than the first is no speech over a background; one beyond the second counts no further. */
const SPAN_DB = { least: 6, most: 30 };
/** Where the loudest hardly differs from the background, as in one held vowel, it is not known what is background. */
const KNOWN_DB = { from: 3, to: 12 };
const SOFTEST_DB = 50;

/** Creates the measure; one per stream, kept over gaps. */
export function createRelativeLevel(): RelativeLevel {
  let loudestDbfs = FIRST_LOUDEST_DBFS;
  let height = 0;
  let softnessDb = SOFTEST_DB;
  return {
    get height() {
      return height;
    },
    get softnessDb() {
      return softnessDb;
    },
    push(levelDbfs, signalToNoiseDb) {
      loudestDbfs = Math.max(levelDbfs, loudestDbfs - LOUDEST_DECAY_DB);
      const under = loudestDbfs - levelDbfs;
      const whole = under + signalToNoiseDb;
      const span = Math.min(SPAN_DB.most, Math.max(SPAN_DB.least, whole));
      const known = Math.min(1, Math.max(0, whole - KNOWN_DB.from) / (KNOWN_DB.to - KNOWN_DB.from));
      height = 1 - known * (1 - Math.min(1, Math.max(0, signalToNoiseDb) / span));
      softnessDb = Math.min(SOFTEST_DB, under);
    },
  };
}
