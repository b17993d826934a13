import type { Estimate } from './bootstrap.ts';
import type { ExpressionEvaluation, Figures, OwnHeadFigures } from './expression-evaluation.ts';
import { printEvaluation } from './print-evaluation.ts';

/** The figures that systems are compared by. */
const compared = [
  'smileAuc',
  'smileTruePositiveRate',
  'smileFalsePositiveRate',
  'valenceAuc',
  'arousalAuc',
  'coverage',
  'expectedCalibrationError',
] as const;

/** An evaluation of expressions as lines of text for people. */
export function printExpressions(evaluation: ExpressionEvaluation): string {
  const { gaps, corruption, compare, abstentions, head, ownHead } = evaluation;
  const lines = [printEvaluation(evaluation), '', `valence and arousal are those of ${head}, which ships`];
  for (const [column, figures] of Object.entries(gaps)) {
    lines.push('', `between the groups of ${column}`);
    for (const [name, estimate] of Object.entries(figures))
      lines.push(`  ${name.padEnd(28)} ${inWords(estimate)}`);
  }
  if (Object.keys(abstentions).length > 0) lines.push('', 'not measured because of');
  for (const [reason, count] of Object.entries(abstentions)) lines.push(`  ${reason.padEnd(28)} ${count}`);
  if (Object.keys(compare).length > 0) {
    const systems: readonly (readonly [string, Figures])[] = [
      ['assent', evaluation.metrics],
      ...Object.entries(compare).map(([name, { metrics }]) => [name, metrics] as const),
    ];
    lines.push('', `${''.padEnd(28)} ${systems.map(([name]) => name.padStart(10)).join('')}`);
    for (const name of compared) {
      const values = systems.map(([, metrics]) => short(metrics[name]).padStart(10));
      lines.push(`  ${name.padEnd(26)} ${values.join('')}`);
    }
  }
  if (ownHead !== null) lines.push('', ...besideOwnHead(evaluation, ownHead));
  for (const [peer, { onCommonRows }] of Object.entries(compare)) {
    if (onCommonRows.peer.coverage === undefined || onCommonRows.peer.coverage.n === 0) continue;
    const rows = onCommonRows.peer.coverage.n;
    lines.push('', `${`on the ${rows} rows that both answered`.padEnd(34)}    assent ${peer.padStart(10)}`);
    for (const name of compared) {
      const values = [onCommonRows.assent, onCommonRows.peer].map((one) => short(one[name]).padStart(10));
      lines.push(`  ${name.padEnd(32)} ${values.join(' ')}`);
    }
  }
  if (corruption.length > 0)
    lines.push('', 'spoiled pictures             smileAuc  coverage  false positives');
  for (const { kind, severity, metrics } of corruption) {
    const values = [metrics.smileAuc, metrics.coverage, metrics.smileFalsePositiveRate];
    lines.push(
      `  ${`${kind} ${severity}`.padEnd(24)} ${values.map((one) => short(one).padStart(10)).join('')}`,
    );
  }
  return lines.join('\n');
}

/** The figures of both heads, and how far the own one is ahead. */
function besideOwnHead(
  { head, metrics }: ExpressionEvaluation,
  { id, version, metrics: own, lessShipped }: OwnHeadFigures,
): readonly string[] {
  return [
    `the same frames by ${head} and by your own head, ${id} ${version}`,
    `${''.padEnd(30)}   shipped       own   difference, over what both answered`,
    ...[...Object.keys(lessShipped), 'valenceCoverage', 'arousalCoverage', 'expectedCalibrationError'].map(
      (name) => {
        const values = [metrics[name], own[name]].map((one) => short(one).padStart(10)).join('');
        const difference = lessShipped[name];
        return `  ${name.padEnd(28)}${values}${difference === undefined ? '' : `   ${inWords(difference)}`}`;
      },
    ),
  ];
}

function short(estimate: Estimate | undefined): string {
  return estimate?.value === null || estimate === undefined ? '-' : estimate.value.toFixed(3);
}

function inWords({ value, low, high }: Estimate): string {
  if (value === null) return 'not defined';
  const interval = low === null || high === null ? '' : ` (95 %: ${low.toFixed(4)} to ${high.toFixed(4)})`;
  return `${value.toFixed(4)}${interval}`;
}
