import type { SoundHistory } from './sound-history.ts';

/** One mark per cycle of the voice, along one voiced stretch. */
export interface CycleMarks {
  /** Marks that are kept, oldest first: `times` and `amplitudes` are filled up to here. */
  readonly count: number;
  /** Place of each mark in the stream, in samples, with its fraction. */
  readonly times: Float64Array;
  /** Level of the sound around each mark; NaN where its two periods differ too much, and for the outermost. */
  readonly amplitudes: Float64Array;
  /** Begins a stretch: the first mark is the sound's extremum within half a `period` (in samples) of `middle`. */
  begin(sound: SoundHistory, middle: number, period: number): void;
  /**
   * Adds the marks that follow those before `until`; between `from` and `until`
   * the period goes over from `periodFrom` to `periodUntil`, all in samples.
   */
  extend(sound: SoundHistory, from: number, periodFrom: number, until: number, periodUntil: number): void;
  /** Ends the stretch. */
  clear(): void;
}

/** Periods that follow each other and differ by more are no two cycles of one voice (Praat: maximum period factor). */
const MAXIMUM_PERIOD_FACTOR = 1.3;

const LEAST_CORRELATION = 0.3;
const NEAREST = 0.8;
const FURTHEST = 1.25;
const AMPLITUDE_REACH = 0.2;

/**
 * Creates marks as Praat's "To PointProcess (cc)" defines them (Boersma &
 * Weenink): from an extremum the next mark is where, 0.8 to 1.25 periods on, a
 * window of one period correlates best with the one around the last mark, to a
 * fraction of a sample by a parabola; under 0.3 it is left out. The amplitude is
 * the Hann-weighted root mean square of a fifth of a period to each side.
 *
 * Departures: marks run forward from near the beginning of a stretch, Praat's
 * both ways from its middle; and Praat leaves out marks far below the loudest
 * moment of the whole recording, which a stream does not know.
 */
export function createCycleMarks(capacity: number): CycleMarks {
  const times = new Float64Array(capacity);
  const amplitudes = new Float64Array(capacity);
  let count = 0;
  /** The last place that was reached, whether it became a mark or not. */
  let reached = 0;
  const match: Match = { time: 0, correlation: 0 };

  function add(sound: SoundHistory, time: number): void {
    if (count === capacity) {
      times.copyWithin(0, 1);
      amplitudes.copyWithin(0, 1);
      count--;
    }
    times[count] = time;
    amplitudes[count] = Number.NaN;
    count++;
    if (count < 3) return;
    const middle = times[count - 2] as number;
    const before = middle - (times[count - 3] as number);
    const after = time - middle;
    if (isPair(before, after)) amplitudes[count - 2] = amplitudeAt(sound, middle, before, after);
  }

  return {
    times,
    amplitudes,
    get count() {
      return count;
    },
    begin(sound, middle, period) {
      count = 0;
      reached = extremumAround(sound, middle, period / 2);
      add(sound, reached);
    },
    extend(sound, from, periodFrom, until, periodUntil) {
      while (reached <= until) {
        const share = Math.min(1, Math.max(0, (reached - from) / (until - from)));
        const period = periodFrom + share * (periodUntil - periodFrom);
        if (!findMatch(sound, reached, period, match)) {
          reached += period;
          continue;
        }
        reached = match.time;
        if (match.correlation > LEAST_CORRELATION) add(sound, reached);
      }
    },
    clear() {
      count = 0;
    },
  };
}

/** Whether two periods that follow each other can belong to one voice. */
export function isPair(before: number, after: number): boolean {
  return Math.max(before, after) <= MAXIMUM_PERIOD_FACTOR * Math.min(before, after);
}

function extremumAround({ samples, first, end }: SoundHistory, middle: number, reach: number): number {
  const from = Math.max(first + 1, Math.ceil(middle - reach));
  const to = Math.min(end - 2, Math.floor(middle + reach));
  let best = from;
  for (let i = from; i <= to; i++) {
    if (Math.abs(samples[i - first] as number) > Math.abs(samples[best - first] as number)) best = i;
  }
  const before = Math.abs(samples[best - 1 - first] as number);
  const here = Math.abs(samples[best - first] as number);
  const after = Math.abs(samples[best + 1 - first] as number);
  const curvature = 2 * here - before - after;
  const shift = curvature > 0 ? (0.5 * (after - before)) / curvature : 0;
  return best + Math.max(-1, Math.min(1, shift));
}

interface Match {
  time: number;
  correlation: number;
}

/** Where one period's window correlates best with the one around `mark`; `false` where there is no maximum or no sound for it. */
function findMatch(sound: SoundHistory, mark: number, period: number, match: Match): boolean {
  const half = period / 2;
  const left = Math.round(mark - half);
  const length = Math.round(mark + half) - left + 1;
  const from = Math.floor(mark + NEAREST * period - half);
  const to = Math.min(Math.ceil(mark + FURTHEST * period - half), sound.end - length);
  if (left < sound.first || to - from < 2) return false;
  let best = Number.NEGATIVE_INFINITY;
  let beforeBest = 0;
  let afterBest = 0;
  let at = 0;
  let earlier = 0;
  let before = correlation(sound, left, from, length);
  let here = correlation(sound, left, from + 1, length);
  for (let start = from + 2; start <= to; start++) {
    earlier = before;
    before = here;
    here = correlation(sound, left, start, length);
    if (before <= best || before < earlier || before < here) continue;
    best = before;
    beforeBest = earlier;
    afterBest = here;
    at = start - 1;
  }
  if (best === Number.NEGATIVE_INFINITY) return false;
  const curvature = 2 * best - beforeBest - afterBest;
  const slope = 0.5 * (afterBest - beforeBest);
  match.time = mark + at - left + (curvature > 0 ? slope / curvature : 0);
  match.correlation = best + (curvature > 0 ? (0.5 * slope * slope) / curvature : 0);
  return true;
}

function correlation({ samples, first }: SoundHistory, left: number, right: number, length: number): number {
  let product = 0;
  let leftEnergy = 0;
  let rightEnergy = 0;
  const a = left - first;
  const b = right - first;
  for (let i = 0; i < length; i++) {
    const x = samples[a + i] as number;
    const y = samples[b + i] as number;
    product += x * y;
    leftEnergy += x * x;
    rightEnergy += y * y;
  }
  const energy = leftEnergy * rightEnergy;
  return energy > 0 ? product / Math.sqrt(energy) : 0;
}

function amplitudeAt(
  { samples, first, end }: SoundHistory,
  mark: number,
  before: number,
  after: number,
): number {
  const widthBefore = AMPLITUDE_REACH * before;
  const widthAfter = AMPLITUDE_REACH * after;
  const from = Math.max(first, Math.ceil(mark - widthBefore));
  const to = Math.min(end - 1, Math.floor(mark + widthAfter));
  let squares = 0;
  let weights = 0;
  for (let i = from; i <= to; i++) {
    const phase = (i - mark) / (i < mark ? widthBefore : widthAfter);
    const weight = (0.5 + 0.5 * Math.cos(Math.PI * phase)) ** 2;
    const sample = samples[i - first] as number;
    squares += weight * sample * sample;
    weights += weight;
  }
  return weights > 0 ? Math.sqrt(squares / weights) : Number.NaN;
}
