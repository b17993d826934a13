import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CircleCheck, TriangleAlert, X } from 'lucide';
import type { Toasts } from '../app/create-toasts.ts';
import sheet from './call-toasts.css?inline';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

/** Short messages at the edge of the page, read out as they come. */
export class CallToasts extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = { toasts: { attribute: false } };
  declare toasts: Toasts | undefined;

  readonly #shown = observe(this, () => this.toasts?.toasts$);

  override render(): TemplateResult {
    return html`<div role="status" aria-live="polite"><ul data-testid="toasts">
      ${repeat(
        this.#shown.value ?? [],
        (toast) => toast.id,
        (toast) => html`<li class=${toast.tone} data-testid="toast" data-tone=${toast.tone}>
          ${icon(toast.tone === 'problem' ? TriangleAlert : CircleCheck)}
          <span>${toast.text}</span>
          <button class="icon-button" aria-label="Dismiss" @click=${() => this.toasts?.dismiss(toast.id)}>
            ${icon(X, 18)}
          </button>
        </li>`,
      )}
    </ul></div>`;
  }
}
