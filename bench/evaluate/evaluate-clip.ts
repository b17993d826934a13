import { resolve } from 'node:path';
import { createFaceAffectHead } from '../../sdk/affect/create-face-affect-head.ts';
import { createVoiceAffectHead } from '../../sdk/affect/create-voice-affect-head.ts';
import type { AffectHead } from '../../sdk/fusion/affect-head.ts';
import { createFusion } from '../../sdk/fusion/create-fusion.ts';
import type { AffectEstimate, FaceFrame, VoiceFrame } from '../../sdk/vocabulary.ts';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import { analyseSound } from './analyse-sound.ts';
import { type Assessment, type DimensionEstimate, type HeadAnswer, readLabels } from './assessment.ts';
import { existing, type Judge, neutralRows, toDimension } from './evaluate-face.ts';
import { expressionFigures } from './expression-figures.ts';
import type { OpenHarness } from './open-harness.ts';
import type { ClipReading, ClipShot, ClipSpan, Corruption } from './page/harness.ts';
import { type Manifest, type ManifestRow, need } from './read-manifest.ts';
import type { Task } from './task.ts';

/** How often the session asks the fusion. */
const tickSeconds = 0.5;

/**
 * Plays each clip through the built face worker and, where it has sound, the
 * voice path, and fuses both as a call does. What is judged is the clip's mean:
 * of the smile over frames, of fused estimates by their inverse variance. With
 * `from` and `to` (seconds) a row is that stretch of its clip. The person's neutral is
 * what a row of theirs with `neutral` = 1 shows, played before; without one, what the first seconds show.
 */
export function createClipTask(
  manifest: Manifest,
  harness: OpenHarness,
  corruption: Corruption | null,
  judge: Judge,
): Task<Assessment> {
  return {
    usesNetwork: true,
    column: 'video',
    async measure(row, { folder, network }) {
      const labels = readLabels(row);
      const shot = async (clip: ManifestRow): Promise<ClipShot> => ({
        url: harness.offer(await existing(resolve(folder, need(clip, 'video')))),
        corruption,
        ...spanOf(clip),
      });
      const shots: ClipShot[] = [];
      for (const neutral of neutralRows(manifest, row, 'video').slice(0, 1)) shots.push(await shot(neutral));
      shots.push(await shot(row));
      const { frames, sound } = await harness.play(shots);
      const voice = await hear(sound, network);
      const own = judge === null ? {} : { own: fuse(frames, voice, asTheyCame(await judge(frames))) };
      const seen = frames.flatMap(({ actions }) => (actions === null ? [] : [actions.smile]));
      return {
        labels,
        smile: seen.length === 0 ? null : seen.reduce((sum, one) => sum + one, 0) / seen.length,
        ...fuse(frames, voice, createFaceAffectHead().push),
        shortfalls: seen.length > 0 ? [] : [...new Set(frames.flatMap(({ shortfalls }) => shortfalls))],
        hadBaseline: frames.some(({ baseline }) => baseline === 'settled'),
        ...own,
      };
    },
    figures: expressionFigures,
  };
}

/** The stretch of its clip that a row is about. @throws Error naming the column. */
export function spanOf({ values }: ManifestRow): ClipSpan {
  const secondsOf = (column: string): number | null => {
    const text = values[column] ?? '';
    const seconds = Number(text);
    if (text === '') return null;
    if (!(seconds >= 0)) throw new Error(`'${column}' is '${text}', not a number of seconds`);
    return seconds;
  };
  const span = { fromSeconds: secondsOf('from') ?? 0, toSeconds: secondsOf('to') };
  if (span.toSeconds !== null && span.toSeconds <= span.fromSeconds)
    throw new Error(`'to' is ${span.toSeconds}, not after 'from'`);
  return span;
}

async function hear(
  sound: ClipReading['sound'],
  network: SpeechNetwork | null,
): Promise<readonly VoiceFrame[]> {
  if (sound === null) return [];
  const bytes = Buffer.from(sound.base64, 'base64');
  const samples = Float32Array.from(
    { length: bytes.length / 2 },
    (_, index) => bytes.readInt16LE(2 * index) / 32_768,
  );
  return (await analyseSound({ samples, rateHz: sound.rateHz }, network)).frames;
}

/** What a head that was asked before said, told of each frame anew. */
function asTheyCame(estimates: readonly AffectEstimate[]): AffectHead['push'] {
  const byMoment = new Map(estimates.map((estimate) => [estimate.atSeconds, estimate]));
  return ({ atSeconds }) => byMoment.get(atSeconds) ?? null;
}

function fuse(
  face: readonly FaceFrame[],
  voice: readonly VoiceFrame[],
  pushFace: AffectHead['push'],
): HeadAnswer {
  const push = { face: pushFace, voice: createVoiceAffectHead().push };
  const fusion = createFusion();
  const fused: AffectEstimate[] = [];
  let tick = tickSeconds;
  for (const frame of [...face, ...voice].sort((a, b) => a.atSeconds - b.atSeconds)) {
    for (; tick <= frame.atSeconds; tick += tickSeconds) {
      const now = fusion.at(tick);
      if (now !== null) fused.push(now);
    }
    const estimate = push[frame.modality](frame);
    if (estimate !== null) fusion.push(estimate);
  }
  return { valence: mean(fused, 'valence'), arousal: mean(fused, 'arousal') };
}

/** Errors of one clip's estimates are alike, so their mean is no surer than they are. */
function mean(estimates: readonly AffectEstimate[], name: 'valence' | 'arousal'): DimensionEstimate | null {
  const readings = estimates.flatMap((estimate) => toDimension(estimate[name]) ?? []);
  let [weights, sum, deviations] = [0, 0, 0];
  for (const { value, deviation } of readings) {
    const weight = 1 / (deviation ?? 1) ** 2;
    weights += weight;
    sum += weight * value;
    deviations += weight * (deviation ?? 1);
  }
  return weights > 0 ? { value: sum / weights, deviation: deviations / weights } : null;
}
