import type { Unit } from '../vocabulary.ts';

const fractionDigits: Readonly<Record<Unit, number>> = {
  '1': 0,
  '{count}': 0,
  s: 1,
  '%': 1,
  '1/s': 1,
  '1/min': 0,
  Hz: 0,
  semitone: 1,
  dBFS: 0,
  dB: 0,
};

/** A figure in the manner of a language, shares as per cent, at the precision that its unit deserves. */
export function formatValue(value: number, unit: Unit, locale: string): string {
  const digits = fractionDigits[unit];
  const style = unit === '1' ? 'percent' : 'decimal';
  // Rounding first: "-0" is not a figure that anyone measures.
  const scale = 10 ** (digits + (unit === '1' ? 2 : 0));
  const rounded = Math.round(value * scale) / scale + 0;
  return new Intl.NumberFormat(locale, {
    style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(rounded);
}

/** How far off a value may be, as the half-width of the stretch that holds it in about 19 of 20 cases. */
export function formatMargin(standardDeviation: number, unit: Unit, locale: string): string {
  return `± ${formatValue(1.96 * standardDeviation, unit, locale)}`;
}
