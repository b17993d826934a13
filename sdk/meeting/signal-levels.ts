import type { GroupHistogram, ShareWord, SignalLevel } from '../vocabulary.ts';
import { binsPerSignal } from './group-signals.ts';

/** A level of a signal and the bins it is made of. */
export interface LevelBins {
  readonly level: SignalLevel;
  readonly fromBin: number;
  /** Inclusive. */
  readonly toBin: number;
}

/** Low, middle, high. */
export const signalLevels: readonly LevelBins[] = [
  { level: 'low', fromBin: 0, toBin: 1 },
  { level: 'middle', fromBin: 2, toBin: 2 },
  { level: 'high', fromBin: 3, toBin: binsPerSignal - 1 },
];

/** A share of which only the least and the most it can be is known. */
export interface ShareBounds {
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * What a histogram says of a level: bands wholly inside it are at least in it, bands that touch it, and the hidden
 * rest if some of its bins are in no band, may be.
 */
export function boundsOf(histogram: GroupHistogram, { fromBin, toBin }: LevelBins): ShareBounds {
  let atLeast = 0;
  let atMost = 0;
  let rest = 1 - (histogram.abstained ?? 0);
  let uncovered = toBin - fromBin + 1;
  for (const band of histogram.bands) {
    rest -= band.share;
    const shared = Math.min(band.toBin, toBin) - Math.max(band.fromBin, fromBin) + 1;
    if (shared <= 0) continue;
    uncovered -= shared;
    atMost += band.share;
    if (band.fromBin >= fromBin && band.toBin <= toBin) atLeast += band.share;
  }
  if (uncovered > 0) atMost += Math.max(0, rest);
  // Shares are rounded one by one, so their sum may miss 1 by a little.
  return { atLeast: Math.min(1, atLeast), atMost: Math.min(1, atMost) };
}

const mostAbove = 0.5;
const fewUpTo = 0.3;

/** The word for a share; `null` where the bounds leave open which. */
export function wordFor({ atLeast, atMost }: ShareBounds): ShareWord | null {
  if (atLeast > mostAbove) return 'most';
  if (atMost <= fewUpTo) return 'few';
  return atLeast > 0 ? 'some' : null;
}

/** What a word leaves open; all of it where there is none. */
export function boundsOfWord(word: ShareWord | null): ShareBounds {
  switch (word) {
    case 'most':
      return { atLeast: 0.6, atMost: 1 };
    case 'some':
      return { atLeast: 0.1, atMost: 1 };
    case 'few':
      return { atLeast: 0, atMost: fewUpTo };
    case null:
      return { atLeast: 0, atMost: 1 };
  }
}
