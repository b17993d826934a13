import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
  unsafeCSS,
} from 'lit';
import type { App } from '../app/create-app.ts';
import sheet from './call-app.css?inline';
import { observe } from './observe.ts';

/** The whole page: one of three screens, and the short messages over it. */
export class CallApp extends LitElement {
  static override styles: CSSResultGroup = unsafeCSS(sheet);
  static override properties: PropertyDeclarations = { app: { attribute: false } };
  declare app: App | undefined;

  readonly #state = observe(this, () => this.app?.state$);

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    const { app } = this;
    if (!app || !state) return nothing;
    return html`${this.#screen(app)}<call-toasts .toasts=${app.toasts}></call-toasts>`;
  }

  #screen(app: App): TemplateResult | typeof nothing {
    const screen = this.#state.value?.screen;
    switch (screen?.kind) {
      case 'lobby':
        return html`<call-lobby
          .app=${app}
          .name=${this.#state.value?.name ?? ''}
          .joining=${screen.joining}
          .problem=${screen.problem}
        ></call-lobby>`;
      case 'call':
        return html`<call-room .app=${app} .meeting=${screen.meeting} .apart=${screen.main !== null} .moving=${screen.moving}></call-room>`;
      case 'left':
        return html`<call-ended .app=${app} .summary=${screen.summary} .records=${screen.records} .failed=${screen.failed}></call-ended>`;
      default:
        return nothing;
    }
  }
}
