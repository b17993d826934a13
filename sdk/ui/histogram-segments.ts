import type { BandedShare, GroupHistogram } from '../vocabulary.ts';

/** A row of a histogram: neighbouring bins and their share, or `null` where they are hidden. */
export interface HistogramSegment {
  readonly fromBin: number;
  /** Inclusive. */
  readonly toBin: number;
  readonly share: BandedShare;
}

/** A histogram's bands with the hidden runs between them, lowest first, so that every bin lies in exactly one row. */
export function histogramSegments({ bands, bins }: GroupHistogram): readonly HistogramSegment[] {
  const segments: HistogramSegment[] = [];
  let next = 0;
  for (const { fromBin, toBin, share } of [...bands].sort((a, b) => a.fromBin - b.fromBin)) {
    if (fromBin > next) segments.push({ fromBin: next, toBin: fromBin - 1, share: null });
    segments.push({ fromBin, toBin, share });
    next = toBin + 1;
  }
  if (next < bins.length) segments.push({ fromBin: next, toBin: bins.length - 1, share: null });
  return segments;
}
