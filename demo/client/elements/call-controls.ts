import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { Activity, Mic, MicOff, PhoneOff, SlidersHorizontal, UserRoundPlus, Video, VideoOff } from 'lucide';
import type { SelfState } from '../../call/call.ts';
import type { OwnMedia } from '../devices/create-own-media.ts';
import type { DeviceKind } from '../devices/media-problem.ts';
import sheet from './call-controls.css?inline';
import { emit } from './emit.ts';
import { icon } from './icon.ts';
import { styledBy } from './styled-by.ts';

/**
 * The bar at the bottom of a call. Fires `device-toggled` (a {@link DeviceKind}),
 * `device-chosen`, `guest-added`, `panel-toggled` and `left`.
 */
export class CallControls extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = {
    self: { attribute: false },
    media: { attribute: false },
    panel: { type: Boolean },
    guestsLeft: { type: Number },
  };
  declare self: SelfState | undefined;
  declare media: OwnMedia | undefined;
  declare panel: boolean;
  declare guestsLeft: number;

  override render(): TemplateResult | typeof nothing {
    const { self } = this;
    if (!self) return nothing;
    return html`<div class="bar" role="toolbar" aria-label="Call">
        ${this.#medium('microphone', self.microphone !== 'off', self.microphone === 'on')}
        ${this.#medium('camera', self.camera !== 'off', self.camera === 'on')}
        <button class="control" popovertarget="devices" aria-label="Devices" data-testid="devices">
          ${icon(SlidersHorizontal, 22)}<span>Devices</span>
        </button>
        <button
          class="control"
          aria-label="Add guest, a recording"
          title=${this.guestsLeft > 0 ? 'A recording that joins as a guest' : 'No more guests fit on this page'}
          data-testid="add-guest"
          ?disabled=${this.guestsLeft <= 0}
          @click=${() => emit(this, 'guest-added', null)}
        >
          ${icon(UserRoundPlus, 22)}<span>Add guest</span>
        </button>
        <button
          class=${`control ${this.panel ? 'on' : ''}`}
          aria-label="Signals"
          aria-pressed=${this.panel}
          data-testid="signals"
          @click=${() => emit(this, 'panel-toggled', null)}
        >
          ${icon(Activity, 22)}<span>Signals</span>
        </button>
        <button class="control leave" aria-label="Leave" data-testid="leave" @click=${() => emit(this, 'left', null)}>
          ${icon(PhoneOff, 22)}<span>Leave</span>
        </button>
      </div>
      <div id="devices" popover class="menu" role="group" aria-label="Devices" data-testid="device-menu">
        <call-device-picker .media=${this.media}></call-device-picker>
      </div>`;
  }

  #medium(device: DeviceKind, exists: boolean, on: boolean): TemplateResult {
    const label = device === 'microphone' ? 'Microphone' : 'Camera';
    const [shown, crossed] = device === 'microphone' ? [Mic, MicOff] : [Video, VideoOff];
    const title = exists ? `Turn your ${device} ${on ? 'off' : 'on'}` : `Choose a ${device} under Devices`;
    return html`<button
      class=${`control ${on ? '' : 'off'}`}
      aria-label=${label}
      aria-pressed=${on}
      title=${title}
      data-testid=${device}
      ?disabled=${!exists}
      @click=${() => emit(this, 'device-toggled', device)}
    >
      ${icon(on ? shown : crossed, 22)}<span>${label}</span>
    </button>`;
  }
}
