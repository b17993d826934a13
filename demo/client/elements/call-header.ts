import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { DoorOpen, Link, Server, Undo2, Waypoints } from 'lucide';
import type { App } from '../app/create-app.ts';
import type { Meeting } from '../meeting/create-meeting.ts';
import { brand } from './brand.ts';
import sheet from './call-header.css?inline';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

const transports = {
  sfu: { label: 'Through the server (SFU)', short: 'SFU', icon: Server },
  mesh: { label: 'Directly to each other (mesh)', short: 'Mesh', icon: Waypoints },
} as const;

/** The line at the top of a call: room, how media travels, how the connection is, and what is being measured. */
export class CallHeader extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    meeting: { attribute: false },
    apart: { type: Boolean },
    moving: { type: Boolean },
  };
  declare app: App | undefined;
  declare meeting: Meeting | undefined;

  /** Whether this is a breakout room: the way back stands where the way there was. */
  declare apart: boolean;
  declare moving: boolean;

  readonly #transport = observe(this, () => this.meeting?.call.transport$);
  readonly #state = observe(this, () => this.meeting?.call.state$);
  readonly #active = observe(this, () => this.meeting?.session?.active$);

  constructor() {
    super();
    this.apart = false;
    this.moving = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const transport = this.#transport.value;
    return html`<section aria-label="Meeting">
      <h1 class="visually-hidden">${this.apart ? 'Breakout room of' : 'Call in'} ${app.roomId}</h1>
      <div class="place">
        ${brand()}
        <span class="room" data-testid="room" data-apart=${this.apart}>${app.roomId}${this.apart ? ' · breakout' : nothing}</span>
        <button class="icon-button" aria-label="Copy the link to this room" title="Copy link" data-testid="copy-link" @click=${() => app.copyLink()}>
          ${icon(Link, 18)}
        </button>
        <button class="move" data-testid="change-room" ?disabled=${this.moving} @click=${() => app.changeRoom()}>
          ${icon(this.apart ? Undo2 : DoorOpen, 16)} ${this.apart ? 'Back to the main room' : 'Breakout room'}
        </button>
        ${
          transport
            ? html`<span class="transport" data-testid="transport" data-transport=${transport} title="How your picture and sound travel">
                ${icon(transports[transport].icon, 15)}<span class="long">${transports[transport].label}</span>
                <span class="short" aria-hidden="true">${transports[transport].short}</span>
              </span>`
            : nothing
        }
        <span class="state" role="status" data-testid="connection" data-state=${this.#state.value ?? 'connected'}>
          ${this.#state.value === 'reconnecting' ? 'Connection lost. Trying again…' : nothing}
        </span>
      </div>
      <assent-indicator data-testid="indicator" compact .active=${this.#active.value ?? []}></assent-indicator>
    </section>`;
  }
}
