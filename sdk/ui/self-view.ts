import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AffectEstimate, Measurement, Modality, Signal } from '../vocabulary.ts';
import { affectPlane } from './affect-plane.ts';
import { affectSentences, evidenceInWords } from './affect-words.ts';
import { AssentElement } from './assent-element.ts';
import { behaviourScales } from './behaviour-scale.ts';
import { contourFigure } from './contour-figure.ts';
import { request } from './events.ts';
import { icon } from './icons.ts';
import { contestButton, measurementRow, type RowContext } from './measurement-row.ts';
import { fill } from './messages/fill.ts';
import { selfViewStyles } from './self-view.styles.ts';
import { theme } from './theme.styles.ts';
import { type ContourPoint, extendContour } from './voice-contour.ts';

const modalities: readonly Modality[] = ['voice', 'face'];
const order = Object.keys(behaviourScales);

/** Whether a model's reference fits what it answers in this call, as `AssentSession.drift$` tells. */
export interface ShownDrift {
  readonly modality: Modality;
  /** `smile` is told of beside what is seen, anything else beside the estimate. */
  readonly feature: string;
  readonly verdict: string;
}

/**
 * The participant's own signals, for their own eyes: each with its unit, its
 * uncertainty or the reason why it is absent, what it rests on, and a way to
 * say that it is wrong. It shows what `signals` holds and keeps nothing but
 * the last ten seconds of pitch and loudness, which go when voice signals do.
 *
 * @fires assent-contest - “this is wrong”
 * @fires assent-save-estimates - the own estimates as a file, where they are `savable`
 */
export class AssentSelfView extends AssentElement {
  static override properties: PropertyDeclarations = {
    signals: { attribute: false },
    redress: { attribute: false },
    savable: { type: Boolean },
    drift: { attribute: false },
    contested: { state: true },
  };
  static override styles: CSSResultGroup = [theme, selfViewStyles];

  /** The newest signal of each name (any key of the map will do); empty when nothing is measured. */
  declare signals: ReadonlyMap<string, Signal> | readonly Signal[];
  /** Who answers for the measuring: told to whoever says that something is wrong. */
  declare redress: { readonly name: string; readonly contact: string } | null;
  /** Whether the application can make a file of the estimates. */
  declare savable: boolean;
  /** What is known of how well the models' references fit; a note is shown where one no longer does. */
  declare drift: readonly ShownDrift[];
  declare private contested: ReadonlySet<string>;
  private points: readonly ContourPoint[] = [];

  constructor() {
    super();
    this.signals = [];
    this.redress = null;
    this.savable = false;
    this.drift = [];
    this.contested = new Set();
  }

  private get list(): readonly Signal[] {
    return Array.isArray(this.signals) ? this.signals : [...this.signals.values()];
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('signals')) this.points = extendContour(this.points, this.list);
  }

  protected override render(): TemplateResult {
    const { selfView, language, direction } = this.words;
    const list = this.list;
    return html`
      <section class="root" part="root" aria-labelledby="title" lang=${language} dir=${direction}
        data-state=${list.length === 0 ? 'empty' : 'measuring'}>
        <header>
          <h2 id="title">${selfView.title}</h2>
          <p class="private muted">${icon('lock')}<span>${selfView.private}</span></p>
        </header>
        ${list.length === 0 ? html`<p class="empty muted">${selfView.empty}</p>` : nothing}
        ${modalities.map((modality) => this.renderModality(modality))}
        ${this.renderAffect()}
      </section>
    `;
  }

  private renderModality(modality: Modality): TemplateResult | typeof nothing {
    const rows = newestByName(this.list, modality);
    if (rows.length === 0) return nothing;
    return html`
      <section class="card ${modality}" part="card" aria-labelledby="heading-${modality}">
        <h3 id="heading-${modality}">${icon(modality)}<span>${this.words.modality[modality].name}</span></h3>
        ${modality === 'voice' && this.points.length > 0 ? contourFigure(this.points, this.words, this.locale) : nothing}
        ${this.renderDrift(modality === 'face' ? ['smile'] : [])}
        <div class="rows">
          ${repeat(
            rows,
            ({ name }) => name,
            (row) => measurementRow(row, this.contextOf(row)),
          )}
        </div>
      </section>
    `;
  }

  private renderAffect(): TemplateResult | typeof nothing {
    const estimate = newestEstimate(this.list);
    if (estimate === null) return nothing;
    const words = this.words;
    const { valence, arousal, evidence } = estimate;
    const measured = valence.kind === 'measured' || arousal.kind === 'measured';
    const knownError = [valence, arousal].every(
      (reading) => reading.kind === 'abstained' || reading.standardDeviation !== null,
    );
    return html`
      <section class="card affect" part="card" aria-labelledby="heading-affect" data-signal="affect"
        data-state=${measured ? 'measured' : 'abstained'}>
        <h3 id="heading-affect">${icon('affect')}<span>${words.affect.title}</span></h3>
        <p class="caution">${words.affect.caution}</p>
        ${this.renderDrift(['valence', 'arousal'])}
        <div class="affect-body">
          ${affectPlane(estimate, words)}
          <div class="affect-words">
            ${affectSentences(estimate, words).map(
              (sentence, index) => html`<p class="sentence" data-signal=${index === 0 ? 'valence' : 'arousal'}
                data-state=${(index === 0 ? valence : arousal).kind}
                data-value=${valueOrNothing(index === 0 ? valence : arousal)}>${sentence}</p>`,
            )}
            ${measured ? html`<p class="muted small">${knownError ? words.affect.regionKey : words.affect.noRegion}</p>` : nothing}
          </div>
        </div>
        <details class="why" part="why">
          <summary>${words.selfView.why}</summary>
          <div class="unfolded">
            ${
              evidence.length === 0
                ? html`<p>${words.selfView.whyEmpty}</p>`
                : html`<ul>${evidence.map((piece) => html`<li data-evidence=${piece.feature}>${evidenceInWords(piece, words, this.locale)}</li>`)}</ul>`
            }
            ${estimate.modelIds.length === 0 ? nothing : html`<p class="muted small">${words.affect.models}: ${estimate.modelIds.join(', ')}</p>`}
          </div>
        </details>
        ${contestButton(this.contextOf(estimate))}
        ${
          this.savable
            ? html`<p><button type="button" class="quiet-button" part="save" data-action="save-estimates"
                @click=${() => request(this, 'assent-save-estimates', null)}>${words.selfView.saveEstimates}</button></p>`
            : nothing
        }
      </section>
    `;
  }

  private renderDrift(features: readonly string[]): TemplateResult | typeof nothing {
    const off = this.drift.filter(
      ({ feature, verdict }) => features.includes(feature) && verdict === 'no-longer-fits',
    );
    if (off.length === 0) return nothing;
    return html`<p class="caution" part="drift" data-drift=${off.map(({ feature }) => feature).join(' ')}>${this.words.selfView.noLongerFits}</p>`;
  }

  private redressInWords(): string {
    if (this.redress === null) return '';
    const { name, contact } = this.redress;
    return fill(this.words.selfView.redress, { name, contact: contact.replace(/^(mailto|tel):/, '') });
  }

  private contextOf(signal: Signal): RowContext {
    const name = signal.kind === 'affect' ? 'affect' : signal.name;
    return {
      words: this.words,
      locale: this.locale,
      contested: this.contested.has(name),
      redress: this.redressInWords(),
      contest: () => {
        this.contested = new Set([...this.contested, name]);
        request(this, 'assent-contest', {
          signal: name,
          modalities: signal.kind === 'affect' ? signal.modalities : [signal.modality],
          atSeconds: signal.atSeconds,
          modelIds: signal.kind === 'affect' ? signal.modelIds : [],
        });
      },
    };
  }
}

function newestByName(list: readonly Signal[], modality: Modality): readonly Measurement[] {
  const newest = new Map<string, Measurement>();
  for (const signal of list) {
    if (signal.kind !== 'measurement' || signal.modality !== modality) continue;
    const known = newest.get(signal.name);
    if (known === undefined || known.atSeconds <= signal.atSeconds) newest.set(signal.name, signal);
  }
  return [...newest.values()].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function newestEstimate(list: readonly Signal[]): AffectEstimate | null {
  let newest: AffectEstimate | null = null;
  for (const signal of list) {
    if (signal.kind === 'affect' && (newest === null || newest.atSeconds <= signal.atSeconds))
      newest = signal;
  }
  return newest;
}

function valueOrNothing(reading: AffectEstimate['valence']): number | typeof nothing {
  return reading.kind === 'measured' ? reading.value : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-self-view': AssentSelfView;
  }
}
