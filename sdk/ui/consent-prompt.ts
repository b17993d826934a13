import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { isValidConsent, type ScopeState } from '../consent/consent-state.ts';
import type { Notice } from '../consent/notice.ts';
import type { Modality, Scope } from '../vocabulary.ts';
import { AssentElement } from './assent-element.ts';
import { consentPromptStyles } from './consent-prompt.styles.ts';
import { request } from './events.ts';
import { icon } from './icons.ts';
import type { ScopeKey } from './messages/messages.ts';
import { noticeDetails } from './notice-details.ts';
import { scopeKey } from './scope-key.ts';
import { theme } from './theme.styles.ts';
import { wrapFocus } from './wrap-focus.ts';

const modalities: readonly Modality[] = ['voice', 'face'];
const facts = ['what', 'why', 'who', 'howLong', 'howSure', 'howToStop', 'ifNo'] as const;

/**
 * Asks the participant, one unticked box per scope. It requests and never
 * decides: a box stands ticked at the start only where the ledger confirms a
 * valid yes. Escape means “not now”.
 *
 * @fires assent-decide - the ticked scopes are given, all others refused; an empty list refuses all
 * @fires assent-defer - not now
 */
export class AssentConsentPrompt extends AssentElement {
  static override properties: PropertyDeclarations = {
    notice: { attribute: false },
    scopes: { attribute: false },
    states: { attribute: false },
    open: { type: Boolean, reflect: true },
    ticked: { state: true },
    reminded: { state: true },
  };
  static override styles: CSSResultGroup = [theme, consentPromptStyles];

  /** The notice that consent is asked for, from the ledger. */
  declare notice: Notice | null;
  /** What policy allows to be asked. */
  declare scopes: readonly Scope[];
  /** Where each scope stands, as the ledger confirms it. */
  declare states: readonly ScopeState[];
  /** Whether the dialog is shown. */
  declare open: boolean;
  declare private ticked: ReadonlySet<ScopeKey>;
  declare private reminded: boolean;

  constructor() {
    super();
    this.notice = null;
    this.scopes = [];
    this.states = [];
    this.open = false;
    this.ticked = new Set();
    this.reminded = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('open') && this.open) {
      this.ticked = confirmedKeys(this.states);
      this.reminded = false;
    } else if (changed.has('states')) {
      const before = confirmedKeys((changed.get('states') as readonly ScopeState[] | undefined) ?? []);
      const now = confirmedKeys(this.states);
      const ticked = new Set(this.ticked);
      for (const key of before) if (!now.has(key)) ticked.delete(key);
      for (const key of now) if (!before.has(key)) ticked.add(key);
      this.ticked = ticked;
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('open')) return;
    const dialog = this.dialog;
    if (this.open && !dialog.open && this.isConnected) {
      dialog.showModal();
      // The buttons are in sight wherever one has scrolled to: a low page begins at the title, not at its end.
      dialog.querySelector<HTMLElement>('[data-action="defer"]')?.focus({ preventScroll: true });
    } else if (!this.open && dialog.open) dialog.close();
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement;
  }

  protected override render(): TemplateResult {
    const { prompt, direction, language } = this.words;
    return html`
      <dialog part="dialog" role="alertdialog" aria-modal="true" aria-labelledby="title" aria-describedby="lead"
        lang=${language} dir=${direction}
        @keydown=${this.onKeydown} @cancel=${this.onCancel} @close=${this.onClose}>
        <div class="body" part="body">
          <header>
            <h2 id="title" part="title">${prompt.title}</h2>
            <p id="lead">${prompt.lead} <strong>${prompt.promise}</strong></p>
          </header>
          ${modalities.map((modality) => this.renderModality(modality))}
          ${this.scopes.some(({ tier }) => tier === 'affect') ? html`<p class="law">${prompt.affectLaw}</p>` : nothing}
          ${this.notice?.mode === 'unanimous' ? html`<p>${prompt.unanimous}</p>` : nothing}
          <dl class="facts" part="facts">
            ${facts.map((fact) => html`<div><dt>${prompt.facts[fact].name}</dt><dd>${prompt.facts[fact].meaning}</dd></div>`)}
          </dl>
          <details part="more">
            <summary>${prompt.more}</summary>
            ${noticeDetails(this.notice, this.words)}
          </details>
        </div>
        <footer part="footer">
          <p class="reminder" role="alert">${this.reminded ? prompt.nothingTicked : nothing}</p>
          <div class="buttons">
            <button type="button" part="button" data-action="defer" @click=${this.defer}>${prompt.defer}</button>
            <button type="button" part="button" data-action="refuse" @click=${this.refuse}>${prompt.refuse}</button>
            <button type="button" part="button" data-action="agree" @click=${this.agree}>${prompt.agree}</button>
          </div>
        </footer>
      </dialog>
    `;
  }

  private renderModality(modality: Modality): TemplateResult | typeof nothing {
    // One's own view before anybody else's, and what is measured before what is guessed.
    const offered = this.scopes
      .filter((scope) => scope.modality === modality)
      .sort((one, other) => reach(one) - reach(other));
    if (offered.length === 0) return nothing;
    const { name, meaning } = this.words.modality[modality];
    return html`
      <fieldset class=${modality} part="modality" aria-describedby="meaning-${modality}">
        <legend>${icon(modality)}<span>${name}</span></legend>
        <p id="meaning-${modality}" class="muted">${meaning}</p>
        ${offered.map((scope) => this.renderScope(scope))}
      </fieldset>
    `;
  }

  private renderScope(scope: Scope): TemplateResult {
    const words = this.words;
    const key = scopeKey(scope);
    const state = this.states.find((entry) => scopeKey(entry.scope) === key)?.state ?? 'unasked';
    const told = state !== 'unasked' && state !== 'requested';
    return html`
      <label class="scope" part="scope" data-state=${state}>
        <input type="checkbox" data-scope=${key} .checked=${this.ticked.has(key)} aria-describedby="hint-${key}"
          @change=${(event: Event) => this.tick(key, (event.currentTarget as HTMLInputElement).checked)} />
        <span>
          <span class="name">${words.scope[key].name}
            ${scope.tier === 'affect' ? html`<span class="badge">${words.prompt.affectBadge}</span>` : nothing}</span>
          <span class="hint" id="hint-${key}">${words.scope[key].meaning}
            ${told ? html`<span class="state">${words.consentState[state]}</span>` : nothing}</span>
        </span>
      </label>
    `;
  }

  private tick(key: ScopeKey, on: boolean): void {
    const ticked = new Set(this.ticked);
    if (on) ticked.add(key);
    else ticked.delete(key);
    this.ticked = ticked;
    this.reminded = false;
  }

  private agree(): void {
    const given = this.scopes.filter((scope) => this.ticked.has(scopeKey(scope)));
    if (given.length === 0) this.reminded = true;
    else if (request(this, 'assent-decide', { given })) this.open = false;
  }

  private refuse(): void {
    if (request(this, 'assent-decide', { given: [] })) this.open = false;
  }

  private defer(): void {
    if (request(this, 'assent-defer', null)) this.open = false;
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      // Before the dialog's own handling, which closes without asking when pressed twice.
      event.preventDefault();
      event.stopPropagation();
      this.defer();
    } else if (event.key === 'Tab') wrapFocus(event, this.dialog);
  }

  private onCancel(event: Event): void {
    event.preventDefault();
    this.defer();
  }

  private onClose(): void {
    if (this.open) this.defer();
  }
}

function confirmedKeys(states: readonly ScopeState[]): ReadonlySet<ScopeKey> {
  const valid = states.filter(({ state }) => isValidConsent(state));
  return new Set(valid.map(({ scope }) => scopeKey(scope)));
}

function reach({ purpose, tier }: Scope): number {
  return (purpose === 'self-view' ? 0 : 2) + (tier === 'behaviour' ? 0 : 1);
}

declare global {
  interface HTMLElementTagNameMap {
    'assent-consent-prompt': AssentConsentPrompt;
  }
}
