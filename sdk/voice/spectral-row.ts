import type { SpectralFeatures } from '../vocabulary.ts';

// Apart from the analyser: the page reads rows, and must not carry the Fourier transform that fills them.

/** Places of the spectral features in a row of numbers. */
export const SPECTRAL_FIELDS = [
  'alphaRatioDb',
  'hammarbergIndexDb',
  'slope0to500DbPerHz',
  'slope500to1500DbPerHz',
  'hf500Db',
  'flux',
  'mfcc1',
  'mfcc2',
  'mfcc3',
  'mfcc4',
  'loudness',
] as const;

/** Reads the row that `SpectralAnalyser.analyse` wrote. */
export function readSpectralFeatures(row: Float64Array, at: number): SpectralFeatures {
  const read = (index: number): number => row[at + index] as number;
  return {
    alphaRatioDb: read(0),
    hammarbergIndexDb: read(1),
    slope0to500DbPerHz: read(2),
    slope500to1500DbPerHz: read(3),
    hf500Db: read(4),
    flux: read(5),
    loudness: read(10),
    mfcc: [read(6), read(7), read(8), read(9)],
  };
}
