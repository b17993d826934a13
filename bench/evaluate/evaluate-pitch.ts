import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { analyseSound, FRAME_SECONDS } from './analyse-sound.ts';
import { bootstrap } from './bootstrap.ts';
import { histogram, medianOf, sumOf } from './histogram.ts';
import { need, needNumber } from './read-manifest.ts';
import type { Task } from './task.ts';

interface PitchOutcome {
  readonly frames: number;
  readonly voiced: number;
  readonly bothVoiced: number;
  readonly gross: number;
  readonly wronglyVoiced: number;
  readonly cents: Float64Array;
  readonly realTimeFactor: number;
}

const GROSS = 0.2;
const CENTS = { highest: 1200, bins: 2400 };

/**
 * Pitch against a reference contour: gross errors (over 20 % off) among frames
 * that both call voiced, voicing decision errors among all frames (Chu & Alwan
 * 2009), the share of voiced frames found, the median error. The reference's
 * value `i` is for the moment `i * hop_seconds`; our frame nearest to it is compared. `?` for a
 * value means that it is not known: such moments are left out of every rate.
 */
export const pitchTask: Task<PitchOutcome> = {
  usesNetwork: false,
  async measure(row, context) {
    const reference = await readContour(resolve(context.folder, need(row, 'f0')));
    const hopSeconds = needNumber(row, 'hop_seconds', 0.0005);
    const sound = await context.read(row);
    const { frames, realTimeFactor } = await analyseSound(sound, null);
    const cents: number[] = [];
    const outcome = { frames: 0, voiced: 0, bothVoiced: 0, gross: 0, wronglyVoiced: 0 };
    for (const [index, truthHz] of reference.entries()) {
      const frame = frames[Math.round((index * hopSeconds) / FRAME_SECONDS)];
      if (frame === undefined) break;
      if (truthHz === null) continue;
      outcome.frames++;
      if (truthHz > 0) outcome.voiced++;
      if (frame.pitchHz === null) continue;
      if (truthHz <= 0) {
        outcome.wronglyVoiced++;
        continue;
      }
      outcome.bothVoiced++;
      if (Math.abs(frame.pitchHz / truthHz - 1) > GROSS) outcome.gross++;
      cents.push(Math.abs(1200 * Math.log2(frame.pitchHz / truthHz)));
    }
    if (outcome.frames === 0) throw new Error('its reference holds no value within the recording');
    return { ...outcome, cents: histogram(cents, 0, CENTS.highest, CENTS.bins), realTimeFactor };
  },
  figures(outcomes) {
    const sum = (of: (one: PitchOutcome) => number) => (all: readonly PitchOutcome[]) =>
      all.reduce((total, one) => total + of(one), 0);
    const ratio = (part: (one: PitchOutcome) => number, whole: (one: PitchOutcome) => number) =>
      bootstrap(outcomes, (all) => sum(part)(all) / sum(whole)(all), whole);
    return {
      grossErrorRate: ratio(
        ({ gross }) => gross,
        ({ bothVoiced }) => bothVoiced,
      ),
      voicingErrorRate: ratio(
        ({ voiced, bothVoiced, wronglyVoiced }) => voiced - bothVoiced + wronglyVoiced,
        ({ frames }) => frames,
      ),
      voicedRecall: ratio(
        ({ bothVoiced }) => bothVoiced,
        ({ voiced }) => voiced,
      ),
      medianErrorCents: bootstrap(
        outcomes,
        (all) => medianOf(sumOf(all.map(({ cents }) => cents)), 0, CENTS.highest),
        ({ bothVoiced }) => bothVoiced,
      ),
      realTimeFactor: bootstrap(
        outcomes,
        (all) => sum(({ realTimeFactor }) => realTimeFactor)(all) / all.length,
      ),
    };
  },
};

/** Hertz, 0 or less where unvoiced, `null` where not known. */
async function readContour(path: string): Promise<(number | null)[]> {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  if (lines.length === 0) throw new Error(`'f0' ${path} is empty`);
  return lines.map((line, index) => {
    if (line.trim() === '?') return null;
    const value = Number(line);
    // Some tools write "undefined" as NaN, or unvoiced as a negative number.
    if (/^\s*-?nan\s*$/i.test(line)) return 0;
    if (line.trim() === '' || !Number.isFinite(value))
      throw new Error(`'f0' has '${line.slice(0, 20)}' for a number in its line ${index + 1}`);
    return value;
  });
}
