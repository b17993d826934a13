import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import type { DeviceState, OwnMedia, OwnMediaState } from '../devices/create-own-media.ts';
import type { DeviceKind } from '../devices/media-problem.ts';
import sheet from './call-device-picker.css?inline';
import { emit } from './emit.ts';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

/** What `device-chosen` carries. */
export interface DeviceChosen {
  readonly device: DeviceKind;
  readonly deviceId: string;
}

/** Two lists to choose a microphone and a camera from. Fires `device-chosen` with a {@link DeviceChosen}. */
export class CallDevicePicker extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = { media: { attribute: false } };
  declare media: OwnMedia | undefined;

  readonly #state = observe<OwnMediaState>(this, () => this.media?.state$);

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    return html`${this.#list('microphone', 'Microphone', state)} ${this.#list('camera', 'Camera', state)}`;
  }

  #list(device: DeviceKind, label: string, state: OwnMediaState): TemplateResult {
    const devices = device === 'microphone' ? state.microphones : state.cameras;
    const own = state[device];
    const chosen = own.kind === 'ready' ? own.deviceId : '';
    const onChange = (event: Event) => {
      const deviceId = (event.currentTarget as HTMLSelectElement).value;
      emit<DeviceChosen>(this, 'device-chosen', { device, deviceId });
    };
    return html`<p>
      <label for=${device}>${label}</label>
      <select
        class="field"
        id=${device}
        data-testid=${`choose-${device}`}
        ?disabled=${devices.length === 0}
        @change=${onChange}
      >
        ${own.kind === 'ready' ? nothing : html`<option value="" disabled selected>${wordsFor(own, devices.length)}</option>`}
        ${devices.map(
          (info, index) => html`<option value=${info.deviceId} ?selected=${info.deviceId === chosen}>
                  ${info.label || `${label} ${index + 1}`}
                </option>`,
        )}
      </select>
    </p>`;
  }
}

function wordsFor(own: DeviceState, count: number): string {
  if (own.kind === 'asking') return 'Waiting for your permission';
  return count === 0 ? 'None available' : 'Choose one';
}
