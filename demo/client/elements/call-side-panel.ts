import type { GroupView } from 'assent';
import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { SlidersHorizontal, X } from 'lucide';
import type { Observable } from 'rxjs';
import type { Meeting } from '../meeting/create-meeting.ts';
import { type OwnSignals, watchOwnSignals } from '../meeting/watch-own-signals.ts';
import sheet from './call-side-panel.css?inline';
import { emit } from './emit.ts';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

type Tab = 'you' | 'group';
const tabs: readonly { readonly id: Tab; readonly label: string }[] = [
  { id: 'you', label: 'You' },
  { id: 'group', label: 'The group' },
];

/** Own signals, the group, and the way back to one's choices. Fires `panel-closed`. */
export class CallSidePanel extends LitElement {
  static override styles = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    meeting: { attribute: false },
    tab: { state: true },
  };
  declare meeting: Meeting | undefined;
  declare private tab: Tab;

  #signals$: Observable<OwnSignals> | null = null;
  readonly #signals = observe(this, () => {
    const session = this.meeting?.session;
    if (session) this.#signals$ ??= watchOwnSignals(session.mine$, session.active$);
    return this.#signals$;
  });
  readonly #group = observe<GroupView>(this, () => this.meeting?.session.group$);

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
      <div class="body" role="tabpanel" id="shown" aria-labelledby=${this.tab} tabindex="0">
        ${
          this.tab === 'you'
            ? html`<assent-self-view
                data-testid="self-view"
                .signals=${this.#signals.value ?? new Map()}
              ></assent-self-view>`
            : html`<assent-group-view data-testid="group-view" .view=${this.#group.value}></assent-group-view>`
        }
      </div>
      <footer>
        ${
          meeting.session.consent.scopes.length > 0
            ? html`<button class="button" data-testid="open-prompt" @click=${() => meeting.openPrompt()}>
                ${icon(SlidersHorizontal, 18)} Change my choices
              </button>`
            : html`<p class="soft">In this context nothing may be measured, so nothing is asked.</p>`
        }
      </footer>
    </aside>`;
  }

  #tab(id: Tab, label: string): TemplateResult {
    const selected = this.tab === id;
    return html`<button
      role="tab"
      id=${id}
      aria-selected=${selected}
      aria-controls="shown"
      tabindex=${selected ? 0 : -1}
      data-testid=${`tab-${id}`}
      @click=${() => {
        this.tab = id;
      }}
      @keydown=${this.#onTabKeydown}
    >
      ${label}
    </button>`;
  }

  #onTabKeydown(event: KeyboardEvent): void {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    const other: Tab = this.tab === 'you' ? 'group' : 'you';
    this.tab = event.key === 'Home' ? 'you' : event.key === 'End' ? 'group' : other;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${this.tab}`)?.focus());
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') emit(this, 'panel-closed', null);
  }
}
