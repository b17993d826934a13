import type { Estimate } from './bootstrap.ts';
import type { ExpressionEvaluation, Figures, OwnHeadFigures } from './expression-evaluation.ts';
import { drawPlot, escapeHtml, type PlotLine } from './report-plots.ts';

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d5d5, #444); --quiet: light-dark(#555, #aaa); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.9rem 0.2rem 0; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child { text-align: left; } td small, .quiet { color: var(--quiet); }
.plots { display: flex; flex-wrap: wrap; gap: 1.5rem; } figure { margin: 0; width: 22.5rem; }
figcaption { font-weight: 600; } svg { width: 100%; height: auto; } svg text { font-size: 10px; fill: currentColor; }
.grid { stroke: var(--line); } .ideal { stroke: var(--quiet); stroke-dasharray: 4 3; }
.key { margin: 0; font-size: 0.8rem; } .key span { display: inline-block; margin-right: 0.9rem; }
.key i { display: inline-block; width: 0.7em; height: 0.7em; margin-right: 0.35em; }
`;

/** An evaluation as one HTML file that needs nothing beside it. */
export function renderReport(evaluation: ExpressionEvaluation): string {
  const { task, manifest, measured, head, metrics, compare, skipped, abstentions, ownHead } = evaluation;
  const systems: readonly (readonly [string, Figures])[] = [
    ['assent', metrics],
    ...Object.entries(compare).map(([name, system]) => [name, system.metrics] as const),
  ];
  const body = [
    `<h1>What was measured on ${escapeHtml(manifest)}</h1>`,
    `<p class="quiet">Task ${task}: ${measured} rows measured, ${skipped.length} left out. Brackets are 95 % bootstrap intervals over rows. Estimates are of the expression as measured, not of what a person feels.</p>`,
    `<p>Valence and arousal are those of the head that ships, ${escapeHtml(head)}${ownHead === null ? '' : `; those of your own, ${escapeHtml(inFull(ownHead))}, stand beside them further down, on the same frames`}.</p>`,
    heading(systems.length > 1 ? 'Side by side, on the same pictures' : 'Figures'),
    table(systems),
    ...Object.entries(compare).flatMap(([peer, { onCommonRows }]) =>
      onCommonRows.peer.coverage?.n
        ? [
            heading(`On the ${onCommonRows.peer.coverage.n} rows that assent and ${peer} both answered`),
            table([
              ['assent', onCommonRows.assent],
              [peer, onCommonRows.peer],
            ]),
          ]
        : [],
    ),
    ...groupTables(evaluation),
    heading('Are the uncertainties true?'),
    `<div class="plots">${calibrationPlots(evaluation)}</div>`,
    ...(ownHead === null ? [] : ownHeadParts(evaluation, ownHead)),
    ...(evaluation.corruption.length > 0
      ? [heading('On spoiled pictures'), `<div class="plots">${corruptionPlots(evaluation)}</div>`]
      : []),
    heading('Not measured'),
    list(Object.entries(abstentions).map(([reason, count]) => `${reason}: ${count}`)),
    heading('Rows left out'),
    list(skipped.map(({ line, reason }) => `line ${line}: ${reason}`)),
  ];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Assent: ${escapeHtml(manifest)}</title><style>${style}</style></head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function groupTables(
  { groups, gaps }: Pick<ExpressionEvaluation, 'groups' | 'gaps'>,
  whose = '',
): readonly string[] {
  return Object.entries(groups).flatMap(([column, values]) => [
    heading(`By ${column.replace(/^group_/, '')}${whose}`),
    table(Object.entries(values)),
    table([['between groups', { ...gaps[column] }]]),
  ]);
}

const inFull = ({ id, version }: OwnHeadFigures): string => `${id} ${version}`;

/** What only a head decides, of both, then all of the own one. */
function ownHeadParts({ head, metrics }: ExpressionEvaluation, own: OwnHeadFigures): readonly string[] {
  const decided = (figures: Figures): Figures =>
    Object.fromEntries(
      Object.entries(figures).filter(([name]) => /^(valence|arousal|expectedCalibrationError)/.test(name)),
    );
  return [
    heading(`Your own head, ${inFull(own)}, beside the one that ships`),
    '<p class="quiet">Of the same frames; the smile and what could not be measured are the same. The difference is over the rows that both answered: above 0 your own has the higher figure, and an interval that holds 0 does not tell who is ahead.</p>',
    table([
      [head, decided(metrics)],
      [inFull(own), decided(own.metrics)],
      ['difference', own.lessShipped],
    ]),
    `<div class="plots">${calibrationPlots(own)}</div>`,
    ...groupTables(own, ', your own head'),
  ];
}

const heading = (text: string): string => `<h2>${escapeHtml(text)}</h2>`;

function list(lines: readonly string[]): string {
  if (lines.length === 0) return '<p class="quiet">None.</p>';
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}

/** One column for each system or group, one row for each figure that any of them has. */
function table(columns: readonly (readonly [string, Figures])[]): string {
  const names = [...new Set(columns.flatMap(([, figures]) => Object.keys(figures)))].filter((name) =>
    columns.some(([, figures]) => (figures[name]?.value ?? null) !== null),
  );
  const head = columns.map(([title]) => `<th>${escapeHtml(title)}</th>`).join('');
  const rows = names.map((name) => {
    const cells = columns.map(([, figures]) => `<td>${inWords(figures[name])}</td>`);
    return `<tr><td>${escapeHtml(name)}</td>${cells.join('')}</tr>`;
  });
  return `<table><tr><th></th>${head}</tr>${rows.join('')}</table>`;
}

function inWords(estimate: Estimate | undefined): string {
  if (estimate === undefined || estimate.value === null) return '–';
  const { value, low, high } = estimate;
  const interval =
    low === null || high === null ? '' : ` <small>${low.toFixed(3)} to ${high.toFixed(3)}</small>`;
  return `${value.toFixed(3)}${interval}`;
}

function calibrationPlots({ calibration }: Pick<ExpressionEvaluation, 'calibration'>): string {
  const outputs = Object.entries(calibration).filter(([, { bins }]) => bins.length > 0);
  if (outputs.length === 0) return '<p class="quiet">No labels to compare with.</p>';
  const reliability = outputs.map(([name, { bins }]): PlotLine => {
    const most = Math.max(...bins.map(({ count }) => count));
    return {
      name,
      points: bins.map(({ claimed, observed, count }) => ({ x: claimed, y: observed, size: count / most })),
    };
  });
  const risk = outputs.map(
    ([name, { riskCoverage }]): PlotLine => ({
      name,
      points: riskCoverage.map(({ coverage, risk }) => ({ x: coverage, y: risk })),
    }),
  );
  return [
    drawPlot({
      title: 'Claimed and observed (larger dots: more claims)',
      xLabel: 'claimed probability',
      yLabel: 'came true',
      lines: reliability,
      diagonal: true,
    }),
    drawPlot({
      title: 'Errors when only the surest are answered (of valence and arousal: above or below zero)',
      xLabel: 'share answered',
      yLabel: 'share wrong',
      lines: risk,
    }),
  ].join('');
}

function corruptionPlots({ corruption, metrics }: ExpressionEvaluation): string {
  const kinds = [...new Set(corruption.map(({ kind }) => kind))];
  const plot = (title: string, yLabel: string, of: (figures: Figures) => number | null): string =>
    drawPlot({
      title,
      xLabel: 'severity',
      yLabel,
      xTicks: ['0', '1', '2', '3', '4', '5'],
      lines: kinds.map((kind) => ({
        name: kind,
        points: [{ severity: 0, metrics }, ...corruption.filter((one) => one.kind === kind)].flatMap(
          (one) => {
            const value = of(one.metrics);
            return value === null ? [] : [{ x: one.severity / 5, y: value }];
          },
        ),
      })),
    });
  return [
    plot(
      'Smile: area under the curve of what is answered',
      'AUC',
      (figures) => figures.smileAuc?.value ?? null,
    ),
    plot('Share measured', 'coverage', (figures) => figures.coverage?.value ?? null),
    plot('False smiles', 'share', (figures) => figures.smileFalsePositiveRate?.value ?? null),
  ].join('');
}
