import { resolve } from 'node:path';
import { createFaceAffectHead } from '../../sdk/affect/create-face-affect-head.ts';
import { createVoiceAffectHead } from '../../sdk/affect/create-voice-affect-head.ts';
import { createFusion } from '../../sdk/fusion/create-fusion.ts';
import type { AffectEstimate, FaceFrame, VoiceFrame } from '../../sdk/vocabulary.ts';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import { analyseSound } from './analyse-sound.ts';
import { type Assessment, type DimensionEstimate, readLabels } from './assessment.ts';
import { existing, toDimension } from './evaluate-face.ts';
import { expressionFigures } from './expression-figures.ts';
import type { OpenHarness } from './open-harness.ts';
import type { ClipReading, Corruption } from './page/harness.ts';
import { need } from './read-manifest.ts';
import type { Task } from './task.ts';

/** How often the session asks the fusion. */
const tickSeconds = 0.5;

/**
 * Plays each clip through the built face worker and, where it has sound, the
 * voice path, and fuses both as a call does. What is judged is the clip's mean:
 * of the smile over frames, of fused estimates by their inverse variance. The
 * person's neutral is what the clip's first seconds show.
 */
export function createClipTask(harness: OpenHarness, corruption: Corruption | null): Task<Assessment> {
  return {
    usesNetwork: true,
    column: 'video',
    async measure(row, { folder, network }) {
      const labels = readLabels(row);
      const file = await existing(resolve(folder, need(row, 'video')));
      const { frames, sound } = await harness.play(harness.offer(file), corruption);
      const fused = fuse(frames, await hear(sound, network));
      const seen = frames.flatMap(({ actions }) => (actions === null ? [] : [actions.smile]));
      return {
        labels,
        smile: seen.length === 0 ? null : seen.reduce((sum, one) => sum + one, 0) / seen.length,
        valence: mean(fused, 'valence'),
        arousal: mean(fused, 'arousal'),
        shortfalls: seen.length > 0 ? [] : [...new Set(frames.flatMap(({ shortfalls }) => shortfalls))],
        hadBaseline: frames.some(({ baseline }) => baseline === 'settled'),
      };
    },
    figures: expressionFigures,
  };
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

function fuse(face: readonly FaceFrame[], voice: readonly VoiceFrame[]): readonly AffectEstimate[] {
  const heads = { face: createFaceAffectHead(), voice: createVoiceAffectHead() };
  const fusion = createFusion();
  const fused: AffectEstimate[] = [];
  let tick = tickSeconds;
  for (const frame of [...face, ...voice].sort((a, b) => a.atSeconds - b.atSeconds)) {
    for (; tick <= frame.atSeconds; tick += tickSeconds) {
      const now = fusion.at(tick);
      if (now !== null) fused.push(now);
    }
    const estimate = heads[frame.modality].push(frame);
    if (estimate !== null) fusion.push(estimate);
  }
  return fused;
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
