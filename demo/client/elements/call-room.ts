import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import type { App } from '../app/create-app.ts';
import type { DeviceKind } from '../devices/media-problem.ts';
import type { Meeting } from '../meeting/create-meeting.ts';
import type { DeviceChosen } from './call-device-picker.ts';
import sheet from './call-room.css?inline';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

/** More hidden clients than this are too much for one page. */
const mostGuests = 9;

/** The call itself. Every request that an element of Assent makes is passed to the session here, and nowhere else. */
export class CallRoom extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    meeting: { attribute: false },
    apart: { type: Boolean },
    moving: { type: Boolean },
    panel: { state: true },
  };
  declare app: App | undefined;
  declare meeting: Meeting | undefined;
  /** Whether this is the breakout room of another call. */
  declare apart: boolean;
  /** Whether the participant is on the way to another room. */
  declare moving: boolean;
  declare private panel: boolean;

  readonly #self = observe(this, () => this.meeting?.call.self$);
  readonly #prompt = observe(this, () => this.meeting?.prompt$);
  readonly #states = observe(this, () => this.meeting?.session?.consent.states$);
  readonly #guests = observe(this, () => this.meeting?.guests.guests$);
  readonly #tiles = observe(this, () => this.meeting?.tiles$);

  constructor() {
    super();
    this.apart = false;
    this.moving = false;
    this.panel = false;
    this.addEventListener('assent-decide', ({ detail }) => {
      this.meeting?.decide(detail.given);
      if (detail.given.length > 0) this.panel = window.innerWidth >= 900;
    });
    this.addEventListener('assent-defer', () => this.meeting?.defer());
    this.addEventListener('assent-contest', ({ detail }) => this.meeting?.contest(detail.signal));
    this.addEventListener('assent-withdraw', ({ detail }) =>
      this.meeting?.session?.consent.withdraw(detail.scopes),
    );
  }

  override render(): TemplateResult | typeof nothing {
    const { app, meeting } = this;
    const self = this.#self.value;
    if (!app || !meeting || !self) return nothing;
    const consent = meeting.session?.consent;
    return html`
      <call-header .app=${app} .meeting=${meeting} .apart=${this.apart} .moving=${this.moving}></call-header>
      <main class=${this.panel ? 'with-panel' : ''}>
        <call-grid
          .tiles=${this.#tiles.value ?? []}
          @guest-removed=${({ detail }: CustomEvent<string>) => meeting.guests.remove(detail)}
        ></call-grid>
        ${
          this.panel
            ? html`<call-side-panel .meeting=${meeting} @panel-closed=${this.#togglePanel}></call-side-panel>`
            : nothing
        }
      </main>
      <footer><call-controls
        .self=${self}
        .media=${app.media}
        .panel=${this.panel}
        .guestsLeft=${mostGuests - (this.#guests.value?.length ?? 0)}
        @device-toggled=${({ detail }: CustomEvent<DeviceKind>) => meeting.toggle(detail)}
        @device-chosen=${({ detail }: CustomEvent<DeviceChosen>) => meeting.switchDevice(detail.device, detail.deviceId)}
        @guest-added=${() => meeting.guests.add()}
        @panel-toggled=${this.#togglePanel}
        @left=${() => app.leave()}
      ></call-controls></footer>
      ${
        consent
          ? html`<assent-consent-prompt
              data-testid="consent-prompt"
              .notice=${consent.notice}
              .scopes=${consent.scopes}
              .states=${this.#states.value ?? []}
              .open=${this.#prompt.value ?? false}
            ></assent-consent-prompt>`
          : nothing
      }
    `;
  }

  #togglePanel(): void {
    this.panel = !this.panel;
  }
}
