import type { Signal } from '../vocabulary.ts';
import { type BehaviourScale, behaviourScales, positionOn } from './behaviour-scale.ts';

/** One moment of the voice; `null` where there was no reading. */
export interface ContourPoint {
  readonly atSeconds: number;
  readonly pitchHz: number | null;
  readonly loudnessDbfs: number | null;
}

/** How far back the contour reaches. */
export const contourSeconds = 10;

/**
 * The contour with the newest pitch and loudness added and what is too old
 * dropped. Without any voice signal there is no contour: what was drawn goes
 * with the consent it was drawn under.
 */
export function extendContour(
  points: readonly ContourPoint[],
  signals: readonly Signal[],
): readonly ContourPoint[] {
  const pitch = latest(signals, 'pitch');
  const loudness = latest(signals, 'loudness');
  const atSeconds = Math.max(pitch?.atSeconds ?? -Infinity, loudness?.atSeconds ?? -Infinity);
  if (atSeconds === -Infinity) return [];
  const kept = points.filter(
    (point) => point.atSeconds > atSeconds - contourSeconds && point.atSeconds < atSeconds,
  );
  return [
    ...kept,
    { atSeconds, pitchHz: valueAt(pitch, atSeconds), loudnessDbfs: valueAt(loudness, atSeconds) },
  ];
}

/** An SVG path over a box of the given size, newest at the right edge; it breaks where there was no reading. */
export function contourPath(
  points: readonly ContourPoint[],
  key: 'pitchHz' | 'loudnessDbfs',
  width: number,
  height: number,
): string {
  const scale = contourScales[key];
  const end = points.at(-1)?.atSeconds ?? 0;
  let path = '';
  let previous: number | null = null;
  for (const point of points) {
    const value = point[key];
    if (value === null) {
      previous = null;
      continue;
    }
    const x = width * (1 - (end - point.atSeconds) / contourSeconds);
    const y = height * (1 - scale.position(value));
    const joined = previous !== null && point.atSeconds - previous < 1;
    // A point of its own needs a stroke of some length, or it would not be drawn.
    path += `${joined ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}${joined ? '' : 'h0.01'}`;
    previous = point.atSeconds;
  }
  return path;
}

const contourScales = {
  pitchHz: {
    // Octaves, as pitch is heard.
    position: (value: number): number => positionOn(octaves, Math.log2(Math.max(1, value))),
  },
  loudnessDbfs: {
    position: (value: number): number => positionOn(behaviourScales.loudness ?? { low: -60, high: 0 }, value),
  },
};

const octaves: BehaviourScale = { low: Math.log2(60), high: Math.log2(480) };

type Voice = { readonly atSeconds: number; readonly value: number | null };

function latest(signals: readonly Signal[], name: 'pitch' | 'loudness'): Voice | null {
  let found: Voice | null = null;
  for (const signal of signals) {
    if (signal.kind !== 'measurement' || signal.name !== name) continue;
    if (found !== null && found.atSeconds > signal.atSeconds) continue;
    found = {
      atSeconds: signal.atSeconds,
      value: signal.reading.kind === 'measured' ? signal.reading.value : null,
    };
  }
  return found;
}

/** A reading that lags behind the newest one is not drawn at the newest one's place. */
function valueAt(voice: Voice | null, atSeconds: number): number | null {
  return voice === null || atSeconds - voice.atSeconds > 1 ? null : voice.value;
}
