import type { MeetingSummary } from 'assent';
import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { RotateCw } from 'lucide';
import type { App } from '../app/create-app.ts';
import type { OwnRecords } from '../meeting/create-own-records.ts';
import { brand } from './brand.ts';
import sheet from './call-ended.css?inline';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { ownRecords } from './own-records.ts';
import { styledBy } from './styled-by.ts';

/** After the call: what the group showed, and the way back. */
export class CallEnded extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    summary: { attribute: false },
    records: { attribute: false },
    failed: { type: Boolean },
  };
  declare app: App | undefined;
  declare summary: MeetingSummary | null | undefined;
  declare records: OwnRecords | null | undefined;
  declare failed: boolean;

  readonly #records = observe(this, () => this.records?.state$);

  override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    return html`
      <header>${brand()}</header>
      <main>
        <section class="farewell">
          <div>
            <h1>${this.failed ? 'The call was lost' : 'You left the call'}</h1>
            <p class="lead" role="status">
              ${
                this.failed
                  ? 'The connection ended for good. Everything that was measured of you is gone.'
                  : 'Everything that was measured of you is gone. Only what the whole group showed remains on this page.'
              }
            </p>
          </div>
          <button class="button primary" data-testid="rejoin" @click=${() => app.rejoin()}>
            ${icon(RotateCw, 18)} Rejoin ${app.roomId}
          </button>
        </section>
        ${
          this.summary
            ? html`<section class="summary">
                <assent-meeting-summary data-testid="summary" .summary=${this.summary}></assent-meeting-summary>
              </section>`
            : nothing
        }
        ${
          this.records && (this.#records.value?.records.length ?? 0) > 0
            ? html`<section class="summary">${ownRecords(this.records, this.#records.value)}</section>`
            : nothing
        }
      </main>
    `;
  }
}
