import { type Figure, isKept } from './figure.ts';

const verdicts = { true: 'kept', false: 'MISSED', null: '' } as const;

function budgetOf({ budget, unit }: Figure): string {
  if (budget === undefined) return '';
  return 'atMost' in budget ? `≤ ${budget.atMost} ${unit}` : `≥ ${budget.atLeast} ${unit}`;
}

function numberOf({ value, unit }: Figure): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`.trimEnd();
}

/** The figures as a table for a terminal. */
export function printFigures(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    numberOf(figure),
    budgetOf(figure),
    verdicts[`${isKept(figure)}`],
    figure.detail ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}
