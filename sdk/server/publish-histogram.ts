import { binsPerSignal } from '../meeting/group-signals.ts';
import { smallestPart } from '../meeting/smallest-group.ts';
import type { GroupBand, GroupHistogram, GroupSignalName } from '../vocabulary.ts';

/** Contributors from `fromBin` to `toBin`. */
interface CountedBand {
  readonly fromBin: number;
  readonly toBin: number;
  readonly count: number;
}

/**
 * Coarsens the counts of one signal until no part of what is shown covers fewer than three people.
 *
 * Bins are joined from the lowest upwards: a band is closed as soon as it covers three. What is left over
 * at the top, together with those who abstained, is the hidden rest; while the rest covers fewer than
 * three, the last band is given up to it. So the contributors fall into parts (the bands and the rest) of
 * at least three, and hence of at most n - 3, each: subtracting what is shown from the whole, with n known
 * exactly, gives the rest and nothing finer. That the choice of the bands doesn't give a count of one or
 * two away either is checked by enumeration in the tests: for each output, over all counts that lead to it.
 *
 * With five contributors no such parts exist and nothing is shown; from six on it depends on the counts.
 * A group that is all in one bin is not shown either: that would tell it of each one.
 *
 * @param counts - five bins, lowest first, then those who abstained; people, not shares
 * @param step - shares are rounded to multiples of it
 * @see Hundepool et al., *Statistical Disclosure Control*, 2012, ch. 4 (table redesign, secondary suppression)
 */
export function publishHistogram(
  signal: GroupSignalName,
  counts: readonly number[],
  step: number,
): GroupHistogram {
  // By the inverse, so that a tenth is a tenth and not nearly one.
  const rounded = (share: number): number => Math.round(share * Math.round(1 / step)) / Math.round(1 / step);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const closed: CountedBand[] = [];
  let fromBin = 0;
  let open = 0;
  for (let bin = 0; bin < binsPerSignal; bin += 1) {
    open += counts[bin] ?? 0;
    if (open < smallestPart) continue;
    closed.push({ fromBin, toBin: bin, count: open });
    fromBin = bin + 1;
    open = 0;
  }
  let rest = open + (counts[binsPerSignal] ?? 0);
  while (rest < smallestPart && closed.length > 0) rest += closed.pop()?.count ?? 0;

  const bands = closed.map((band): GroupBand => {
    return { fromBin: band.fromBin, toBin: band.toBin, share: rounded(band.count / total) };
  });
  const alone = new Map(
    bands.filter((band) => band.fromBin === band.toBin).map((band) => [band.fromBin, band.share]),
  );
  return {
    signal,
    bands,
    bins: Array.from({ length: binsPerSignal }, (_, bin) => alone.get(bin) ?? null),
    abstained: bands.at(-1)?.toBin === binsPerSignal - 1 ? rounded(rest / total) : null,
  };
}
