import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramSegments } from '../../sdk/ui/histogram-segments.ts';
import type { GroupBand } from '../../sdk/vocabulary.ts';

/** Some non-overlapping bands over five bins, in any order. */
const someBands = fc
  .tuple(fc.array(fc.constantFrom('band', 'joined', 'hidden'), { minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([kinds, reversed]) => {
    const bands: GroupBand[] = [];
    kinds.forEach((kind, bin) => {
      const last = bands.at(-1);
      if (kind === 'joined' && last?.toBin === bin - 1) bands[bands.length - 1] = { ...last, toBin: bin };
      else if (kind !== 'hidden') bands.push({ fromBin: bin, toBin: bin, share: 0.2 });
    });
    return reversed ? bands.reverse() : bands;
  });

test('every bin lies in exactly one row, lowest first, and no two hidden rows touch', () => {
  fc.assert(
    fc.property(someBands, (bands) => {
      const bins = [null, null, null, null, null];
      const rows = histogramSegments({ signal: 'smile-share', bands, bins, abstained: null });
      const covered = rows.flatMap(({ fromBin, toBin }) =>
        Array.from({ length: toBin - fromBin + 1 }, (_, step) => fromBin + step),
      );
      expect(covered).toEqual([0, 1, 2, 3, 4]);
      expect(rows.filter(({ share }) => share !== null)).toHaveLength(bands.length);
      rows.slice(1).forEach((row, index) => {
        expect(row.share === null && rows[index]?.share === null).toBe(false);
      });
    }),
  );
});
