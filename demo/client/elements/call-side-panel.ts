import type { DriftFinding, GroupView } from 'assent';
import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { SlidersHorizontal, X } from 'lucide';
import type { Meeting } from '../meeting/create-meeting.ts';
import sheet from './call-side-panel.css?inline';
import { emit } from './emit.ts';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { ownRecords } from './own-records.ts';
import { styledBy } from './styled-by.ts';

type Tab = 'you' | 'group' | 'records';
const tabs: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'you', label: 'You' },
  { id: 'group', label: 'The group' },
  { id: 'records', label: 'Records' },
];

/** Own signals, the group, the own consent records, and the way back to one's choices. Fires `panel-closed`. */
export class CallSidePanel extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    meeting: { attribute: false },
    tab: { state: true },
  };
  declare meeting: Meeting | undefined;
  declare private tab: Tab;

  readonly #signals = observe(this, () => this.meeting?.signals$);
  readonly #drift = observe<readonly DriftFinding[]>(this, () => this.meeting?.session?.drift$);
  readonly #records = observe(this, () => this.meeting?.records?.state$);
  readonly #group = observe<GroupView>(this, () => this.meeting?.session?.group$);

  constructor() {
    super();
    this.tab = 'you';
  }

  override render(): TemplateResult | typeof nothing {
    const { meeting } = this;
    if (!meeting) return nothing;
    return html`<aside aria-label="Signals" data-testid="side-panel" @keydown=${this.#onKeydown}>
      <header>
        <div role="tablist" aria-label="Signals">${tabs.map(({ id, label }) => this.#tab(id, label))}</div>
        <button class="icon-button" aria-label="Close the panel" data-testid="close-panel" @click=${() => emit(this, 'panel-closed', null)}>
          ${icon(X)}
        </button>
      </header>
      ${this.#panel(
        'you',
        html`<assent-self-view
          data-testid="self-view"
          .signals=${this.#signals.value ?? new Map()}
          .redress=${meeting.session?.consent.notice.controller ?? null}
          .savable=${true}
          .drift=${this.#drift.value ?? []}
          @assent-save-estimates=${meeting.saveEstimates}
        ></assent-self-view>`,
      )}
      ${this.#panel(
        'group',
        html`<assent-group-view data-testid="group-view" .view=${this.#group.value}></assent-group-view>`,
      )}
      ${this.#panel('records', meeting.records ? ownRecords(meeting.records, this.#records.value) : nothing)}
      <footer>${this.#choices(meeting)}</footer>
    </aside>`;
  }

  #choices({ session, openPrompt }: Meeting): TemplateResult {
    if (session === null)
      return html`<p class="soft">This browser cannot measure anything; the call is not affected.</p>`;
    if (session.consent.scopes.length === 0) {
      return html`<p class="soft">In this context nothing may be measured, so nothing is asked.</p>`;
    }
    const affect = session.policy.refusals.find(({ tier }) => tier === 'affect');
    return html`<button class="button" data-testid="open-prompt" @click=${openPrompt}>
        ${icon(SlidersHorizontal, 18)} Change my choices
      </button>
      ${affect ? html`<p class="soft" data-testid="refusal" data-rule=${affect.rule}>${affect.reason}</p>` : nothing}`;
  }

  #tab(id: Tab, label: string): TemplateResult {
    const selected = this.tab === id;
    return html`<button
      role="tab"
      id=${id}
      aria-selected=${selected}
      aria-controls=${`${id}-panel`}
      tabindex=${selected ? 0 : -1}
      data-testid=${`tab-${id}`}
      @click=${() => this.#select(id)}
      @keydown=${this.#onTabKeydown}
    >
      ${label}
    </button>`;
  }

  #panel(id: Tab, content: TemplateResult | typeof nothing): TemplateResult {
    return html`<div
      class="body"
      role="tabpanel"
      id=${`${id}-panel`}
      aria-labelledby=${id}
      tabindex="0"
      ?hidden=${this.tab !== id}
    >
      ${content}
    </div>`;
  }

  #select(tab: Tab): void {
    this.tab = tab;
    if (tab === 'records') void this.meeting?.records?.open();
  }

  #onTabKeydown(event: KeyboardEvent): void {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const ids = tabs.map(({ id }) => id);
    const at = ids.indexOf(this.tab);
    const to = { Home: 0, End: ids.length - 1, ArrowLeft: at - 1, ArrowRight: at + 1 }[event.key] ?? at;
    this.#select(ids.at(to % ids.length) ?? 'you');
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus());
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') emit(this, 'panel-closed', null);
  }
}
