import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

/** What Praat says of one sound; undefined values are NaN. */
export interface GoldenValues {
  /** Hertz, at every hundredth of a second from 0; undefined where unvoiced. */
  readonly pitchHz: readonly number[];
  /** Harmonics-to-noise ratio at the same moments. */
  readonly harmonicsToNoiseDb: readonly number[];
  /** Root mean square of the 20 ms around the same moments, relative to a full-scale sine. */
  readonly levelDb: readonly number[];
  /** Voiced stretches: a moment near their end, and jitter and shimmer over at most half a second before it. */
  readonly stretches: readonly {
    readonly atSeconds: number;
    readonly jitterPercent: number;
    readonly shimmerDb: number;
  }[];
  /** Of the 20 ms around some voiced moments. */
  readonly spectra: readonly {
    readonly atSeconds: number;
    readonly alphaRatioDb: number;
    readonly hammarbergIndexDb: number;
    readonly hf500Db: number;
  }[];
}

/** Numbers in one line of text, undefined ones as `-`: they stay one line in the file. */
const numbers: v.GenericSchema<string, number[]> = v.pipe(
  v.string(),
  v.transform((text) => text.split(' ').map((one) => (one === '-' ? Number.NaN : Number(one)))),
);

const schema: v.GenericSchema<unknown, { praat: string; sounds: Record<string, GoldenValues> }> = v.object({
  praat: v.string(),
  sounds: v.record(
    v.string(),
    v.object({
      pitchHz: numbers,
      harmonicsToNoiseDb: numbers,
      levelDb: numbers,
      stretches: v.array(
        v.object({ atSeconds: v.number(), jitterPercent: v.number(), shimmerDb: v.number() }),
      ),
      spectra: v.array(
        v.object({
          atSeconds: v.number(),
          alphaRatioDb: v.number(),
          hammarbergIndexDb: v.number(),
          hf500Db: v.number(),
        }),
      ),
    }),
  ),
});

/** Where the golden values stand. */
export const goldenFile: URL = new URL('./praat-values.json', import.meta.url);

/** Reads the committed golden values by the names of their sounds. */
export async function readGoldenValues(): Promise<Readonly<Record<string, GoldenValues>>> {
  return v.parse(schema, JSON.parse(await readFile(goldenFile, 'utf8'))).sounds;
}
