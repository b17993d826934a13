import type { Functionals, Unit } from '../vocabulary.ts';
import type { WindowedHistogram } from './windowed-histogram.ts';

/** Units whose zero is none: a spread relative to their mean says nothing. */
const withoutZero: ReadonlySet<Unit> = new Set<Unit>(['dB', 'dBFS']);

/** Summarises a window that is not empty, as eGeMAPS does (Eyben et al. 2016). */
export function functionalsOf(values: WindowedHistogram, unit: Unit, windowSeconds: number): Functionals {
  let originSeconds = Number.NaN;
  let times = 0;
  let sum = 0;
  let squares = 0;
  let squaredTimes = 0;
  let products = 0;
  values.forEach((atSeconds, value) => {
    if (Number.isNaN(originSeconds)) originSeconds = atSeconds;
    const time = atSeconds - originSeconds;
    times += time;
    sum += value;
    squares += value * value;
    squaredTimes += time * time;
    products += time * value;
  });
  const { count } = values;
  const mean = sum / count;
  const spreadOfTimes = squaredTimes - (times * times) / count;
  return {
    unit,
    windowSeconds,
    percentile20: values.quantile(0.2),
    median: values.quantile(0.5),
    percentile80: values.quantile(0.8),
    slopePerSecond: spreadOfTimes > 0 ? (products - times * mean) / spreadOfTimes : 0,
    coefficientOfVariation: withoutZero.has(unit)
      ? null
      : Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean,
  };
}
