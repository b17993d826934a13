import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import sheet from './call-grid.css?inline';
import { fitTiles } from './fit-tiles.ts';
import { styledBy } from './styled-by.ts';
import type { TileModel } from './tile-model.ts';

const gapPx = 12;

/** Everybody in the call, as large as the space allows. */
export class CallGrid extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = { tiles: { attribute: false } };
  declare tiles: readonly TileModel[];

  #watch: ResizeObserver | null = null;

  constructor() {
    super();
    this.tiles = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new ResizeObserver(() => this.#fit());
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    this.#watch?.disconnect();
    super.disconnectedCallback();
  }

  override updated(): void {
    this.#fit();
  }

  #fit(): void {
    const widthPx = this.clientWidth;
    const heightPx = this.clientHeight;
    const fit = fitTiles(this.tiles.length, { widthPx, heightPx, gapPx });
    this.style.setProperty('--columns', String(fit.columns));
    this.style.setProperty('--tile-width', `${fit.widthPx}px`);
    this.style.setProperty('--tile-height', `${fit.heightPx}px`);
  }

  override render(): TemplateResult {
    return html`<div class="tiles" role="list" aria-label="Participants">
      ${repeat(
        this.tiles,
        (tile) => tile.id,
        (tile) => html`<call-tile
          role="listitem"
          aria-label=${describe(tile)}
          data-testid="participant"
          data-participant-id=${tile.id}
          data-kind=${tile.kind}
          data-own=${tile.own}
          data-host=${tile.host}
          data-microphone=${tile.microphone}
          data-camera=${tile.camera}
          .model=${tile}
        ></call-tile>`,
      )}
    </div>`;
  }
}

function describe(tile: TileModel): string {
  const facts = [
    tile.own ? 'you' : '',
    tile.kind === 'recording' ? 'a recording' : '',
    tile.host ? 'host' : '',
    tile.microphone === 'on' ? '' : 'microphone off',
    tile.camera === 'on' ? '' : 'camera off',
    tile.present ? '' : 'reconnecting',
  ];
  return [tile.name, ...facts.filter(Boolean)].join(', ');
}
