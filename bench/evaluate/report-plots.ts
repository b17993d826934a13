/** One line of a plot; x and y from 0 to 1. */
export interface PlotLine {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly size?: number }[];
}

/** What a plot shows and how its axes read. */
export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly PlotLine[];
  /** Labels of the x axis at equal distances from 0 to 1; percentages unless told. */
  readonly xTicks?: readonly string[];
  /** Draws the line of perfect agreement. */
  readonly diagonal?: boolean;
}

/** Colours that stay apart for colour-blind eyes (Okabe & Ito 2008). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const [width, height, left, bottom, top, right] = [360, 250, 46, 42, 12, 20];

/** Draws a plot as inline SVG. */
export function drawPlot({ title, xLabel, yLabel, lines, xTicks, diagonal = false }: Plot): string {
  const x = (share: number): string => (left + share * (width - left - right)).toFixed(1);
  const y = (share: number): string => (top + (1 - share) * (height - top - bottom)).toFixed(1);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const across = xTicks ?? ticks.map((share) => `${share * 100} %`);
  const parts = [
    ...ticks.map(
      (share) =>
        `<line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(share)}" y2="${y(share)}"/><text x="${left - 6}" y="${y(share)}" text-anchor="end" dominant-baseline="middle">${share}</text>`,
    ),
    ...across.map((label, index) => {
      const at = x(across.length < 2 ? 0.5 : index / (across.length - 1));
      return `<text x="${at}" y="${height - bottom + 14}" text-anchor="middle">${escapeHtml(label)}</text>`;
    }),
    `<text x="${x(0.5)}" y="${height - 6}" text-anchor="middle">${escapeHtml(xLabel)}</text>`,
    `<text transform="translate(11 ${y(0.5)}) rotate(-90)" text-anchor="middle">${escapeHtml(yLabel)}</text>`,
    diagonal ? `<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>` : '',
    ...lines.map(({ points }, index) => {
      const colour = colours[index % colours.length];
      const path = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
      const dots = points.map(
        (point) =>
          `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="${(2 + 4 * (point.size ?? 0)).toFixed(1)}" fill="${colour}"/>`,
      );
      return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>${dots.join('')}`;
    }),
  ];
  const keys = lines.map(
    ({ name }, index) =>
      `<span><i style="background:${colours[index % colours.length]}"></i>${escapeHtml(name)}</span>`,
  );
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">${parts.join('')}</svg><p class="key">${keys.join('')}</p></figure>`;
}

/** Text that HTML cannot take for markup. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
