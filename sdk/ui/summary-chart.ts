import {
  type CSSResultGroup,
  css,
  html,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type uPlot from 'uplot';
import type { SummaryMoment } from '../meeting/meeting-summary.ts';
import type { GroupSignalName, SignalLevel } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { theme } from './theme.styles.ts';

const levelNames: readonly SignalLevel[] = ['low', 'middle', 'high'];
const heightPixels = 134;

/**
 * One signal of a large group over time, drawn by uPlot: a small chart for each level. For the eye only; whoever
 * places it gives the same figures as a table.
 */
export class AssentSummaryChart extends AssentElement {
  static override properties: PropertyDeclarations = {
    course: { attribute: false },
    signal: { type: String },
  };
  static override styles: CSSResultGroup = [
    theme,
    css`
      :host {
        display: block;
        --_hue: var(--_accent);
      }

      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: 0.75rem;
      }

      figcaption {
        font-size: 0.875em;
        color: var(--_muted);
      }

      .plot {
        direction: ltr;
        block-size: ${heightPixels}px;
        overflow: hidden;
      }

      .u-wrap,
      .uplot {
        position: relative;
      }

      .u-over,
      .u-under,
      .u-axis {
        position: absolute;
      }

      canvas {
        display: block;
        position: relative;
        inline-size: 100%;
        block-size: 100%;
      }
    `,
  ];

  declare course: readonly SummaryMoment[];
  declare signal: GroupSignalName;
  #plots: uPlot[] = [];
  #observer: ResizeObserver | null = null;
  // Paper is white: a canvas is drawn anew in the colours of a light page, whatever the screen has.
  readonly #toPaper = (): void => this.#draw('light');
  readonly #toScreen = (): void => this.#draw('inherit');
  #Plot: typeof uPlot | null = null;

  constructor() {
    super();
    this.course = [];
    this.signal = 'speaking-share';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this);
    window.addEventListener('beforeprint', this.#toPaper);
    window.addEventListener('afterprint', this.#toScreen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    window.removeEventListener('beforeprint', this.#toPaper);
    window.removeEventListener('afterprint', this.#toScreen);
    this.#clear();
  }

  protected override render(): TemplateResult {
    const names = this.words.groupLevels[this.signal];
    return html`<div class="charts" aria-hidden="true" lang=${this.words.language} dir=${this.words.direction}>
      ${levelNames.map((level) => html`<figure data-level=${level}><figcaption>${names[level]}</figcaption><div class="plot"></div></figure>`)}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    void this.#load();
  }

  /** Loaded only where there is a course to draw. */
  async #load(): Promise<void> {
    this.#Plot ??= (await import('uplot')).default;
    this.#toScreen();
  }

  // At once: what is to be printed does not wait.
  #draw(colorScheme: 'light' | 'inherit'): void {
    const Plot = this.#Plot;
    if (Plot === null || !this.isConnected) return;
    this.#clear();
    const style = getComputedStyle(this);
    // A canvas knows no custom properties: the colours that apply here are read from an element that has them.
    const colour = (name: string): string => {
      const probe = document.createElement('span');
      Object.assign(probe.style, { color: `var(${name})`, colorScheme });
      this.renderRoot.append(probe);
      const value = getComputedStyle(probe).color;
      probe.remove();
      return value;
    };
    const [line, text, grid] = ['--_accent', '--_muted', '--_line'].map(colour);
    const font = `12px ${style.fontFamily}`;
    const time = new Intl.DateTimeFormat(this.locale, { hour: '2-digit', minute: '2-digit' });
    const percent = new Intl.NumberFormat(this.locale, { style: 'percent' });
    const axis = { stroke: text ?? '', font, grid: { stroke: grid ?? '', width: 1 }, ticks: { show: false } };
    levelNames.forEach((level, index) => {
      const place = this.renderRoot.querySelector<HTMLElement>(`[data-level="${level}"] .plot`);
      if (place === null) return;
      const bounds = this.course.map(({ signals }) => signals[this.signal]?.[index] ?? null);
      const options: uPlot.Options = {
        width: Math.max(80, place.clientWidth),
        height: heightPixels,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: [0, 1] } },
        axes: [
          {
            ...axis,
            space: 96,
            size: 34,
            values: (_plot, ticks) => ticks.map((at) => time.format(at * 1000)),
          },
          {
            ...axis,
            size: 46,
            splits: [0, 0.5, 1],
            values: (_plot, ticks) => ticks.map((share) => percent.format(share)),
          },
        ],
        series: [
          {},
          { stroke: line ?? '', width: 2.5, points: { show: true, size: 4, fill: line ?? '' } },
          { stroke: 'transparent', points: { show: false } },
        ],
        bands: [{ series: [2, 1], fill: (line ?? '').replace(/^rgb\((.*)\)$/, 'rgba($1, 0.22)') }],
      };
      const data: uPlot.AlignedData = [
        this.course.map(({ atSeconds }) => atSeconds),
        bounds.map((bound) => bound?.[0] ?? null),
        bounds.map((bound) => bound?.[1] ?? null),
      ];
      this.#plots.push(new Plot(options, data, place));
    });
  }

  #resize(): void {
    for (const plot of this.#plots) {
      const width = plot.root.parentElement?.clientWidth ?? 0;
      if (width > 0 && width !== plot.width) plot.setSize({ width, height: heightPixels });
    }
  }

  #clear(): void {
    for (const plot of this.#plots) plot.destroy();
    this.#plots = [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-summary-chart': AssentSummaryChart;
  }
}
