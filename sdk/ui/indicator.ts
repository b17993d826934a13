import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ActiveComputation, Modality } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { request } from './events.ts';
import { icon } from './icons.ts';
import { indicatorStyles } from './indicator.styles.ts';
import type { Messages } from './messages/messages.ts';
import { theme } from './theme.styles.ts';

const modalities: readonly Modality[] = ['voice', 'face'];
const gravity: readonly ActiveComputation['state'][] = ['failed', 'paused', 'starting', 'running'];

/**
 * Says what is being measured and for what, for as long as anything is, with
 * one click to stop one kind or all.
 *
 * @fires assent-withdraw - stop the scopes of one modality, or everything
 */
export class AssentIndicator extends AssentElement {
  static override properties: PropertyDeclarations = {
    active: { attribute: false },
    compact: { type: Boolean, reflect: true },
  };
  static override styles: CSSResultGroup = [theme, indicatorStyles];

  /** What is being computed right now. */
  declare active: readonly ActiveComputation[];
  /**
   * For a toolbar: one line, without the purposes and without saying “running”, which screen readers and the
   * tooltip still tell. What is paused or has failed says so, and every stop button stays.
   */
  declare compact: boolean;
  private hadFocus: Element | null = null;

  constructor() {
    super();
    this.active = [];
    this.compact = false;
  }

  protected override willUpdate(): void {
    this.hadFocus = this.shadowRoot?.activeElement ?? null;
  }

  protected override updated(): void {
    // A stop button that has done its work goes away; without this, keyboard users would start over at the top of the page.
    if (this.hadFocus !== null && !this.hadFocus.isConnected) {
      this.renderRoot.querySelector<HTMLElement>('.root')?.focus();
    }
  }

  protected override render(): TemplateResult {
    const words = this.words;
    const shown = modalities.filter((modality) => this.of(modality).length > 0);
    return html`
      <div class="root" part="root" role="group" tabindex="-1" aria-label=${words.indicator.label}
        lang=${words.language} dir=${words.direction} data-state=${shown.length > 0 ? 'active' : 'idle'}>
        <p class="visually-hidden" role="status">
          ${shown.length === 0 ? words.indicator.nothing : shown.map((modality) => this.sentence(modality)).join(' ')}
        </p>
        ${shown.map((modality) => this.renderModality(modality))}
        ${
          shown.length > 1
            ? html`<button type="button" class="stop all" part="stop stop-all" data-action="stop-all"
                @click=${() => request(this, 'assent-withdraw', {})}>${words.indicator.stopAll}</button>`
            : nothing
        }
      </div>
    `;
  }

  private renderModality(modality: Modality): TemplateResult {
    const words = this.words;
    const state = this.stateOf(modality);
    const reason = this.reasonOf(modality);
    return html`
      <div class="chip ${modality}" part="chip" data-modality=${modality} data-state=${state}
        title=${this.compact ? this.sentence(modality) : nothing}>
        <span class="light" aria-hidden="true"></span>
        ${icon(modality)}
        <span class="text" aria-hidden="true">
          <span class="name">${words.modalityShort[modality]}
            <span class="phase">${words.activity[state]}</span></span>
          <span class="purpose">${reason ?? this.purposes(modality)}</span>
        </span>
        <button type="button" class="stop" part="stop" data-action="stop" data-modality=${modality}
          @click=${() => this.stop(modality)}>${words.indicator.stop}<span class="visually-hidden">
            ${words.modalityShort[modality]}</span></button>
      </div>
    `;
  }

  private of(modality: Modality): readonly ActiveComputation[] {
    return this.active.filter(({ scope }) => scope.modality === modality);
  }

  private stateOf(modality: Modality): ActiveComputation['state'] {
    const states = this.of(modality).map(({ state }) => state);
    return gravity.find((state) => states.includes(state)) ?? 'running';
  }

  private reasonOf(modality: Modality): string | null {
    const state = this.stateOf(modality);
    if (state === 'running' || state === 'starting') return null;
    const reason = this.of(modality).find((entry) => entry.state === state)?.reason;
    return reason === undefined ? null : reasonInWords(reason, this.words);
  }

  private purposes(modality: Modality): string {
    const words = this.words;
    const purposes = new Set(this.of(modality).map(({ scope }) => words.purpose[scope.purpose]));
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(purposes);
  }

  private sentence(modality: Modality): string {
    const words = this.words;
    const what = `${words.indicator.measuring}: ${words.modalityShort[modality]}, ${this.purposes(modality)}`;
    const state = this.stateOf(modality);
    const reason = this.reasonOf(modality);
    return `${what} (${words.activity[state]}${reason === null ? '' : `: ${reason}`}).`;
  }

  private stop(modality: Modality): void {
    request(this, 'assent-withdraw', { scopes: this.of(modality).map(({ scope }) => scope) });
  }
}

function reasonInWords(reason: string, words: Messages): string {
  const known: Readonly<Record<string, string>> = { ...words.abstention, ...words.error };
  return Object.hasOwn(known, reason) ? (known[reason] ?? '') : words.indicator.unknownReason;
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-indicator': AssentIndicator;
  }
}
