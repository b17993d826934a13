import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { Link, ShieldCheck } from 'lucide';
import type { App } from '../app/create-app.ts';
import { brand } from './brand.ts';
import type { DeviceChosen } from './call-device-picker.ts';
import sheet from './call-lobby.css?inline';
import { icon } from './icon.ts';
import { styledBy } from './styled-by.ts';

/** Where one checks name, microphone and camera before coming in. */
export class CallLobby extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    name: { type: String },
    joining: { type: Boolean },
    problem: { attribute: false },
  };
  declare app: App | undefined;
  declare name: string;
  declare joining: boolean;
  declare problem: string | null;

  override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    return html`
      <header>${brand()}</header>
      <main>
        <section class="preview" aria-label="Your microphone and camera">
          <call-preview .media=${app.media}></call-preview>
          <call-device-picker
            .media=${app.media}
            @device-chosen=${({ detail }: CustomEvent<DeviceChosen>) => app.media.choose(detail.device, detail.deviceId)}
          ></call-device-picker>
        </section>
        <section class="card" aria-labelledby="title">
          <h1 id="title">Ready to join?</h1>
          <form @submit=${this.#join}>
            <label for="name">Your name</label>
            <input
              class="field"
              id="name"
              name="name"
              data-testid="lobby-name"
              autocomplete="name"
              maxlength="60"
              required
              placeholder="How the others see you"
              .value=${this.name}
            />
            ${this.problem ? html`<p class="refused" role="alert" data-testid="join-problem">${this.problem}</p>` : nothing}
            <button class="button primary" type="submit" data-testid="join" ?disabled=${this.joining}>
              ${this.joining ? 'Joining…' : 'Join the call'}
            </button>
          </form>
          <p class="promise">
            ${icon(ShieldCheck, 22)}
            <span>
              Nothing of your voice or face is measured when you join. In the call you are asked once, and a no changes
              nothing.
            </span>
          </p>
          <div class="link">
            <span class="soft">Room</span>
            <code data-testid="room-id">${app.roomId}</code>
            <button class="button" data-testid="copy-link" @click=${() => app.copyLink()}>
              ${icon(Link, 16)} Copy link
            </button>
          </div>
        </section>
      </main>
    `;
  }

  #join(event: SubmitEvent): void {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name') ?? '').trim();
    if (name !== '') void this.app?.join(name);
  }
}
