import type { Estimate } from './bootstrap.ts';

/** What an evaluation says of one corruption at one severity. */
export interface CorruptedFigures {
  readonly kind: string;
  /** 1, the mildest, to 5; `null` for a severity of one's own. */
  readonly severity: number | null;
  /** The severity in its unit, as `10 dB SNR`. */
  readonly amount: string;
  readonly metrics: Readonly<Record<string, Estimate>>;
}

/** The figures of every corruption as a table of text, the uncorrupted ones first. */
export function printCorruption(
  clean: Readonly<Record<string, Estimate>>,
  corrupted: readonly CorruptedFigures[],
): string {
  const names = Object.keys(clean).filter((name) => name !== 'realTimeFactor');
  const line = (title: string, metrics: Readonly<Record<string, Estimate>>): string =>
    [title.padEnd(30), ...names.map((name) => (metrics[name]?.value?.toFixed(4) ?? '-').padStart(18))].join(
      '',
    );
  return [
    ''.padEnd(30) + names.map((name) => name.padStart(18)).join(''),
    line('as recorded', clean),
    ...corrupted.map(({ kind, amount, metrics }) => line(`${kind}, ${amount}`, metrics)),
  ].join('\n');
}
