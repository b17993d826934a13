import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createFaceAffectHead } from '../../sdk/affect/create-face-affect-head.ts';
import type { AffectEstimate, FaceFrame, Reading } from '../../sdk/vocabulary.ts';
import { type Assessment, type DimensionEstimate, type HeadAnswer, readLabels } from './assessment.ts';
import { expressionFigures } from './expression-figures.ts';
import type { OpenHarness } from './open-harness.ts';
import type { Corruption, Shot } from './page/harness.ts';
import { type Manifest, type ManifestRow, need } from './read-manifest.ts';
import type { Task } from './task.ts';

/** A photograph lasts as long as the head needs to say something. */
export const held = { frames: 3, everySeconds: 0.15 } as const;
/** A neutral photograph lasts as long as a person's own neutral needs to settle. */
const neutralHeld = { frames: 13, everySeconds: 0.26 } as const;
/** Pictures of a person's neutral that are shown before. */
const mostNeutral = 2;

/** What is asked of a row: `face` needs `smile`, `affect` needs `valence` or `arousal`; a neutral row needs neither. */
export type PictureTaskName = 'face' | 'affect';

/** What a head of somebody's own says of frames in a row; `null` where none is evaluated. */
export type Judge = OpenHarness['judge'] | null;

/**
 * Shows each picture to the built face worker as a camera would, in a session
 * of its own, held still. Where the person has rows with `neutral` = 1 these
 * are shown before (never the picture itself), as the first seconds of a call;
 * without them the picture stands against what is usual among people.
 */
export function createPictureTask(
  name: PictureTaskName,
  manifest: Manifest,
  harness: OpenHarness,
  corruption: Corruption | null,
  judge: Judge,
): Task<Assessment> {
  return {
    usesNetwork: false,
    column: 'image',
    async measure(row, { folder }) {
      const labels = readLabels(row);
      requireLabels(name, row);
      const shot = async (picture: ManifestRow, how: typeof held | typeof neutralHeld): Promise<Shot> => ({
        url: harness.offer(await existing(resolve(folder, need(picture, 'image')))),
        corruption,
        ...how,
      });
      const before = neutralRows(manifest, row, 'image').slice(0, mostNeutral);
      const shots: Shot[] = [];
      for (const neutral of before) shots.push(await shot(neutral, neutralHeld));
      shots.push(await shot(row, held));
      const frames = (await harness.show(shots)).flat();
      const assessment = assess(frames, labels);
      return judge === null ? assessment : { ...assessment, own: answerAtEnd(frames, await judge(frames)) };
    },
    figures: expressionFigures,
  };
}

/** @throws Error naming what the row lacks. */
function requireLabels(name: PictureTaskName, row: ManifestRow): void {
  const labels = readLabels(row);
  if (labels.isNeutral) return;
  if (name === 'face') need(row, 'smile');
  else if (labels.valence === null && labels.arousal === null)
    throw new Error("it has neither 'valence' nor 'arousal'");
}

/** Rows that show the person's neutral, none of them the row itself or another of the same picture or stretch. */
export function neutralRows(
  { rows }: Manifest,
  row: ManifestRow,
  column: 'image' | 'video',
): readonly ManifestRow[] {
  const { person } = row.values;
  if (!person) return [];
  const shown = ({ values }: ManifestRow): string => [values[column], values.from, values.to].join();
  return rows.filter(
    (other) =>
      other.line !== row.line &&
      other.values.person === person &&
      shown(other) !== shown(row) &&
      /^(1|yes|true)$/i.test(other.values.neutral ?? ''),
  );
}

/** @throws Error where there is no such file. */
export async function existing(file: string): Promise<string> {
  await access(file).catch(() => {
    throw new Error(`there is no file ${file}`);
  });
  return file;
}

/** The last picture as the shipped head and the frame itself see it, after those before it. */
export function assess(frames: readonly FaceFrame[], labels: Assessment['labels']): Assessment {
  const rules = createFaceAffectHead();
  const [newest] = frames.slice(-1);
  return {
    labels,
    smile: newest?.actions?.smile ?? null,
    ...answerAtEnd(
      frames,
      frames.flatMap((frame) => rules.push(frame) ?? []),
    ),
    shortfalls: newest?.actions === null ? newest.shortfalls : [],
    hadBaseline: newest?.baseline === 'settled',
  };
}

/** What was estimated of the last frame. */
export function answerAtEnd(frames: readonly FaceFrame[], estimates: readonly AffectEstimate[]): HeadAnswer {
  const estimate = estimates.at(-1);
  const isNow = estimate?.atSeconds === frames.at(-1)?.atSeconds;
  return {
    valence: isNow ? toDimension(estimate?.valence) : null,
    arousal: isNow ? toDimension(estimate?.arousal) : null,
  };
}

/** A reading as a number and its deviation; `null` where it abstains. */
export function toDimension(reading: Reading | undefined): DimensionEstimate | null {
  return reading?.kind === 'measured' ? { value: reading.value, deviation: reading.standardDeviation } : null;
}
