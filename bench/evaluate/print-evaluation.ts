import type { Estimate } from './bootstrap.ts';
import type { Evaluation } from './evaluate-manifest.ts';

/** An evaluation as lines of text for people. */
export function printEvaluation({ metrics, groups, skipped, measured }: Evaluation): string {
  const tables = Object.entries(groups).flatMap(([column, values]) =>
    Object.entries(values).map(([value, figures]) => ({ title: `${column} = ${value}`, figures })),
  );
  const lines = [`${measured} recordings measured, ${skipped.length} skipped`];
  for (const { title, figures } of [{ title: 'all', figures: metrics }, ...tables]) {
    lines.push('', title);
    for (const [name, estimate] of Object.entries(figures))
      lines.push(`  ${name.padEnd(28)} ${inWords(estimate)}`);
  }
  if (skipped.length > 0) lines.push('', 'skipped');
  for (const { line, reason } of skipped) lines.push(`  line ${line}: ${reason}`);
  return lines.join('\n');
}

function inWords({ value, low, high, n }: Estimate): string {
  if (value === null) return `not defined (n = ${n})`;
  const interval = low === null || high === null ? '' : ` (95 %: ${low.toFixed(4)} to ${high.toFixed(4)})`;
  return `${value.toFixed(4)}${interval}, n = ${n}`;
}
