import { quantile } from './compare-golden.ts';
import type { GoldenComparison } from './measure-golden.ts';

const rows = [
  ['pitch', 'cents', 'pitchCents', 1],
  ['level, 20 ms', 'dB', 'levelDb', 2],
  ['jitter (local)', '%', 'jitterPercent', 2],
  ['shimmer (local)', 'dB', 'shimmerDb', 2],
  ['harmonics-to-noise ratio', 'dB', 'harmonicsToNoiseDb', 1],
  ['alpha ratio', 'dB', 'alphaRatioDb', 2],
  ['Hammarberg index', 'dB', 'hammarbergIndexDb', 2],
  ['HF500', 'dB', 'hf500Db', 2],
] as const;

/** The differences from Praat as a Markdown table: median and 90th percentile of their size, all sounds of a kind taken together. */
export function printGolden(comparisons: readonly GoldenComparison[]): string {
  const kinds = [false, true].map((isSpeech) => comparisons.filter((one) => one.isSpeech === isSpeech));
  const lines = [
    '| | Generated: median, 90 % under | Speech: median, 90 % under |',
    '| --- | --- | --- |',
    ...rows.map(([title, unit, field, digits]) => {
      const cells = kinds.map((kind) => {
        const sizes = kind.flatMap(({ differences }) => differences[field]).map(Math.abs);
        if (sizes.length === 0) return '-';
        return `${quantile(sizes, 0.5).toFixed(digits)}, ${quantile(sizes, 0.9).toFixed(digits)} ${unit}`;
      });
      return `| ${title} | ${cells.join(' | ')} |`;
    }),
  ];
  const voicing = kinds.map(
    (kind) =>
      `${(
        100 *
          quantile(
            kind.map(({ differences }) => differences.voicing),
            0.5,
          )
      ).toFixed(1)} %`,
  );
  return [...lines, `| moments that one calls voiced, the other not | ${voicing.join(' | ')} |`].join('\n');
}
