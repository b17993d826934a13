import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { PolicyRefusal } from '../policy/evaluate-policy.ts';
import type { ActiveComputation, GroupView, Signal } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { callPanelStyles } from './call-panel.styles.ts';
import { request } from './events.ts';
import type { AssentSelfView, ShownDrift } from './self-view.ts';
import { theme } from './theme.styles.ts';

/**
 * The indicator, the own view, the group's view and the way back to one's
 * choices in one, for apps that have no place of their own for them. The
 * indicator is always on the page; the rest opens over it. After the call it
 * shows the summary in the place of the views. The other elements of
 * `assent/ui` have to be defined as well, as importing that entry does.
 *
 * Their requests bubble through: `assent-withdraw`, `assent-contest`.
 *
 * @fires assent-choices - the participant wants to be asked again
 */
export class AssentCallPanel extends AssentElement {
  static override properties: PropertyDeclarations = {
    active: { attribute: false },
    signals: { attribute: false },
    redress: { attribute: false },
    drift: { attribute: false },
    view: { attribute: false },
    summary: { attribute: false },
    askable: { attribute: false },
    refusal: { attribute: false },
    lacking: { attribute: false },
    open: { type: Boolean, reflect: true },
    floating: { type: Boolean, reflect: true },
  };
  static override styles: CSSResultGroup = [theme, callPanelStyles];

  /** What is being computed right now. */
  declare active: readonly ActiveComputation[];
  /** The newest own signal of each name. */
  declare signals: ReadonlyMap<string, Signal>;
  /** Who answers for the measuring. */
  declare redress: AssentSelfView['redress'];
  /** What the own view tells of the models' references. */
  declare drift: readonly ShownDrift[];
  /** The newest view of the group, or `null` before the first. */
  declare view: GroupView | null;
  /** Once the call is over. */
  declare summary: MeetingSummary | null;
  /** Whether policy lets anything be asked at all. */
  declare askable: boolean;
  /** What policy does not let the deployment have; `null` where nothing is refused. */
  declare refusal: PolicyRefusal | null;
  /** Whether the browser lacks what measuring something that policy allows would need. */
  declare lacking: boolean;
  /** Whether the views are shown. */
  declare open: boolean;
  /** Whether it floats in a corner of the page instead of standing where it was put. */
  declare floating: boolean;

  constructor() {
    super();
    this.active = [];
    this.signals = new Map();
    this.redress = null;
    this.drift = [];
    this.view = null;
    this.summary = null;
    this.askable = true;
    this.refusal = null;
    this.lacking = false;
    this.open = false;
    this.floating = false;
  }

  protected override render(): TemplateResult {
    const { words, locale } = this;
    return html`
      <div class="root" part="root" role="region" aria-label=${words.panel.label}
        lang=${words.language} dir=${words.direction} @keydown=${this.onKeydown}>
        ${this.open ? html`<div class="sheet" part="sheet" id="sheet" tabindex="0">${this.renderSheet()}</div>` : nothing}
        <div class="bar" part="bar">
          <assent-indicator lang=${locale} .active=${this.active}></assent-indicator>
          <button type="button" class="quiet-button" part="toggle" data-action="toggle"
            aria-expanded=${this.open} aria-controls="sheet" @click=${this.toggle}>
            ${this.open ? words.panel.close : words.panel.open}
          </button>
        </div>
      </div>
    `;
  }

  private renderSheet(): TemplateResult {
    const { words, locale } = this;
    if (this.summary !== null) {
      return html`<assent-meeting-summary lang=${locale} .summary=${this.summary}></assent-meeting-summary>`;
    }
    return html`
      <assent-self-view lang=${locale} .signals=${this.signals} .redress=${this.redress}
        .drift=${this.drift}></assent-self-view>
      <assent-group-view lang=${locale} .view=${this.view}></assent-group-view>
      ${
        this.askable
          ? html`<button type="button" class="quiet-button" part="choices" data-action="choices"
              @click=${() => request(this, 'assent-choices', null)}>${words.panel.choices}</button>`
          : html`<p class="muted">${words.panel.nothing}</p>`
      }
      ${this.lacking ? html`<p class="muted" data-lacking>${words.error.unsupported}</p>` : nothing}
      ${this.refusal === null ? nothing : this.renderRefusal(this.refusal)}
    `;
  }

  private renderRefusal({ rule, reason }: PolicyRefusal): TemplateResult {
    return html`<p class="muted" data-refusal=${rule}>${this.words.refusal?.[rule] ?? reason}</p>`;
  }

  private toggle(): void {
    this.open = !this.open;
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('[data-action="toggle"]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-call-panel': AssentCallPanel;
  }
}
