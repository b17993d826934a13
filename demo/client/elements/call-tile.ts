import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { Crown, Disc, MicOff, X } from 'lucide';
import sheet from './call-tile.css?inline';
import { emit } from './emit.ts';
import { icon } from './icon.ts';
import { styledBy } from './styled-by.ts';
import type { TileModel } from './tile-model.ts';

/** One participant: picture or initials, name, mute state. Fires `guest-removed` with the participant's id. */
export class CallTile extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: TileModel | undefined;

  readonly #video = createRef<HTMLVideoElement>();

  override updated(): void {
    const video = this.#video.value;
    const stream = this.model?.stream ?? null;
    if (!video || video.srcObject === stream) return;
    video.muted = this.model?.own ?? true;
    video.srcObject = stream;
    // Starting is the browser's to refuse; the next emission of the roster tries anew.
    if (stream) video.play().catch(() => {});
  }

  override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const hasPicture = model.present && model.camera === 'on' && model.stream !== null;
    return html`
      <video
        ${ref(this.#video)}
        class=${model.own ? 'own' : ''}
        autoplay
        playsinline
        data-visible=${hasPicture}
        aria-hidden="true"
      ></video>
      ${hasPicture ? nothing : html`<span class="initials" aria-hidden="true">${initialsOf(model.name)}</span>`}
      <div class="chips">
        ${model.kind === 'recording' ? html`<span class="chip recording">${icon(Disc, 14)} Recording</span>` : nothing}
        ${model.present ? nothing : html`<span class="chip">Reconnecting…</span>`}
      </div>
      ${
        model.removable
          ? html`<button
              class="remove"
              aria-label=${`Remove ${model.name}, a recorded guest`}
              title="Remove this guest"
              data-testid="remove-guest"
              @click=${() => emit(this, 'guest-removed', model.id)}
            >
              ${icon(X, 18)}
            </button>`
          : nothing
      }
      <p class="plate">
        ${model.microphone === 'on' ? nothing : html`<span class="muted">${icon(MicOff, 15)}</span>`}
        <span class="name">${model.name}</span>
        ${model.own ? html`<span class="you">You</span>` : nothing}
        ${model.host ? html`<span class="host" title="Host">${icon(Crown, 15)}<span class="visually-hidden">Host</span></span>` : nothing}
      </p>
    `;
  }
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}
