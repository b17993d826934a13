import type { Measurement, Signal, Trace } from '../vocabulary.ts';
import { type BehaviourScale, behaviourScales, positionOn } from './behaviour-scale.ts';

/** One moment of the voice; `null` where there was no reading. */
export interface ContourPoint {
  readonly atSeconds: number;
  readonly pitchHz: number | null;
  readonly loudnessDbfs: number | null;
  readonly isSpeech: boolean | null;
}

/** How far back the contour reaches. */
export const contourSeconds = 10;

/** What is silent for less is a consonant. */
const PAUSE_SECONDS = 0.25;
const SPEECH = 0.5;

/**
 * The contour with the newest second of pitch, loudness and activity laid over its end, and what is too
 * old dropped. It is drawn from the measurements' traces; one without a trace gives the single point that its
 * reading is. Without any voice signal there is no contour: what was drawn goes with the consent it was drawn under.
 */
export function extendContour(
  points: readonly ContourPoint[],
  signals: readonly Signal[],
): readonly ContourPoint[] {
  const pitch = latest(signals, 'pitch');
  const loudness = latest(signals, 'loudness');
  const activity = latest(signals, 'speech-activity');
  const newest = latestTrace([pitch, loudness]);
  if (newest === null) return [];
  const times = newest.values.map((_, i) => timeOf(newest, i));
  const from = times[0] ?? newest.endsAtSeconds;
  const added = times.map((atSeconds): ContourPoint => {
    const speech = valueAt(activity, atSeconds);
    return {
      atSeconds,
      pitchHz: valueAt(pitch, atSeconds),
      loudnessDbfs: valueAt(loudness, atSeconds),
      isSpeech: speech === null ? null : speech >= SPEECH,
    };
  });
  // A trace's times are floating sums: the same moment of two of them may differ in the last digit.
  const kept = points.filter(
    ({ atSeconds }) =>
      atSeconds > newest.endsAtSeconds - contourSeconds && atSeconds < from - newest.stepSeconds / 2,
  );
  return [...kept, ...added];
}

/** An SVG path of boxes over the moments that nobody spoke at for long enough to be heard as a pause. */
export function pausesPath(points: readonly ContourPoint[], width: number, height: number): string {
  const end = points.at(-1)?.atSeconds ?? 0;
  const place = (atSeconds: number): string => (width * (1 - (end - atSeconds) / contourSeconds)).toFixed(1);
  let path = '';
  let from: number | null = null;
  let until = 0;
  const close = (): void => {
    if (from !== null && until - from >= PAUSE_SECONDS)
      path += `M${place(from)} 0H${place(until)}V${height}H${place(from)}Z`;
    from = null;
  };
  for (const { atSeconds, isSpeech } of points) {
    if (isSpeech === false) {
      from ??= atSeconds;
      until = atSeconds;
    } else close();
  }
  close();
  return path;
}

/** Single readings come a quarter of a second apart. */
const joinedSeconds = 0.5;

/** Several times faster than voices change their pitch (Xu & Sun 2002): such a step is another octave taken for it. */
const fastestOctavesPerSecond = 15;

/**
 * An SVG path over a box of the given size, newest at the right edge; it breaks where there was no reading, and where
 * the pitch steps as no voice does.
 */
export function contourPath(
  points: readonly ContourPoint[],
  key: 'pitchHz' | 'loudnessDbfs',
  width: number,
  height: number,
): string {
  const scale = contourScales[key];
  const end = points.at(-1)?.atSeconds ?? 0;
  let path = '';
  let previous: { readonly atSeconds: number; readonly value: number } | null = null;
  for (const point of points) {
    const value = point[key];
    if (value === null) {
      previous = null;
      continue;
    }
    const x = width * (1 - (end - point.atSeconds) / contourSeconds);
    const y = height * (1 - scale.position(value));
    const seconds = previous === null ? Number.POSITIVE_INFINITY : point.atSeconds - previous.atSeconds;
    const octaves = key === 'pitchHz' && previous !== null ? Math.abs(Math.log2(value / previous.value)) : 0;
    const joined = seconds <= joinedSeconds && octaves <= fastestOctavesPerSecond * seconds;
    // A point of its own needs a stroke of some length, or it would not be drawn.
    path += `${joined ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}${joined ? '' : 'h0.01'}`;
    previous = { atSeconds: point.atSeconds, value };
  }
  return path;
}

const contourScales = {
  pitchHz: {
    // Octaves, as pitch is heard.
    position: (value: number): number => positionOn(pitchScale, Math.log2(Math.max(1, value))),
  },
  loudnessDbfs: {
    position: (value: number): number => positionOn(behaviourScales.loudness ?? { low: -60, high: 0 }, value),
  },
};

const pitchScale: BehaviourScale = { low: Math.log2(60), high: Math.log2(480) };

/** The pitches that the contour's lines stand at, an octave apart, with their places from the top, 0 to 1. */
export const pitchLines: readonly { readonly pitchHz: number; readonly place: number }[] = [240, 120].map(
  (pitchHz) => ({ pitchHz, place: 1 - positionOn(pitchScale, Math.log2(pitchHz)) }),
);

function latest(signals: readonly Signal[], name: 'pitch' | 'loudness' | 'speech-activity'): Trace | null {
  let found: Measurement | null = null;
  for (const signal of signals) {
    if (signal.kind !== 'measurement' || signal.name !== name) continue;
    if (found === null || signal.atSeconds >= found.atSeconds) found = signal;
  }
  if (found === null) return null;
  if (found.trace !== undefined && found.trace.values.length > 0) return found.trace;
  const { reading, atSeconds } = found;
  return {
    endsAtSeconds: atSeconds,
    stepSeconds: 0,
    values: [reading.kind === 'measured' ? reading.value : null],
  };
}

function latestTrace(traces: readonly (Trace | null)[]): Trace | null {
  return traces.reduce((newest, trace) => {
    if (newest === null || trace === null) return newest ?? trace;
    return trace.endsAtSeconds > newest.endsAtSeconds ? trace : newest;
  }, null);
}

const timeOf = ({ endsAtSeconds, stepSeconds, values }: Trace, index: number): number =>
  endsAtSeconds - (values.length - 1 - index) * stepSeconds;

/** The value at a moment; what lags behind is not drawn at the place of the newest. */
function valueAt(trace: Trace | null, atSeconds: number): number | null {
  if (trace === null) return null;
  const { endsAtSeconds, stepSeconds, values } = trace;
  const back = stepSeconds === 0 ? 0 : Math.round((endsAtSeconds - atSeconds) / stepSeconds);
  const value = values[values.length - 1 - back] ?? null;
  const off = Math.abs(endsAtSeconds - back * stepSeconds - atSeconds);
  return off <= (stepSeconds === 0 ? 1 : stepSeconds) ? value : null;
}
