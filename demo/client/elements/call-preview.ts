import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { Mic, MicOff, RotateCw, Video, VideoOff } from 'lucide';
import { catchError, distinctUntilChanged, EMPTY, map, type Observable, switchMap } from 'rxjs';
import type { DeviceState, OwnMedia, OwnMediaState } from '../devices/create-own-media.ts';
import { type DeviceKind, mediaProblemInWords } from '../devices/media-problem.ts';
import { watchMicrophoneLevel } from '../devices/watch-microphone-level.ts';
import sheet from './call-preview.css?inline';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

const trackOf = (state: DeviceState | undefined) => (state?.kind === 'ready' ? state.track : null);

/** The own picture before the call, with what is wrong with a device and what to do about it. */
export class CallPreview extends LitElement {
  static override styles: CSSResultGroup = styledBy(sheet);
  static override properties: PropertyDeclarations = { media: { attribute: false } };
  declare media: OwnMedia | undefined;

  readonly #state = observe<OwnMediaState>(this, () => this.media?.state$);
  #level$: Observable<number> | null = null;
  readonly #level = observe(this, () => {
    this.#level$ ??= this.media ? levelOf(this.media.state$) : null;
    return this.#level$;
  });
  readonly #video = createRef<HTMLVideoElement>();
  #shown: MediaStreamTrack | null = null;

  override updated(): void {
    const track = trackOf(this.#state.value?.camera);
    const video = this.#video.value;
    if (!video || track === this.#shown) return;
    this.#shown = track;
    video.srcObject = track ? new MediaStream([track]) : null;
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.#state.value;
    if (!state) return nothing;
    const visible = state.camera.kind === 'ready' && state.wanted.camera;
    return html`
      <div class="stage">
        <video ${ref(this.#video)} autoplay muted playsinline ?hidden=${!visible} aria-label="Your camera"></video>
        ${visible ? nothing : html`<p class="words" data-testid="camera-state">${this.#cameraWords(state)}</p>`}
        <div class="bar">
          ${this.#toggle('microphone', state)} ${this.#toggle('camera', state)}
        </div>
      </div>
      ${this.#meter(state)} ${failuresOf(state).map((devices) => this.#problem(devices, state))}
    `;
  }

  #cameraWords({ camera, wanted }: OwnMediaState): string {
    if (camera.kind === 'asking')
      return 'Waiting for your camera. Your browser may be asking you to allow it.';
    if (camera.kind === 'failed') return 'No picture of you';
    return wanted.camera ? 'Your camera starts in a moment.' : 'Your camera is off';
  }

  #toggle(device: DeviceKind, state: OwnMediaState): TemplateResult {
    const on = state[device].kind === 'ready' && state.wanted[device];
    const [shown, crossed] = device === 'microphone' ? [Mic, MicOff] : [Video, VideoOff];
    return html`<button
      class="round"
      aria-pressed=${on}
      aria-label=${device === 'microphone' ? 'Microphone' : 'Camera'}
      title=${`Turn your ${device} ${on ? 'off' : 'on'}`}
      data-testid=${`lobby-${device}`}
      ?disabled=${state[device].kind !== 'ready'}
      @click=${() => this.media?.want(device, !on)}
    >
      ${icon(on ? shown : crossed, 22)}
    </button>`;
  }

  #meter(state: OwnMediaState): TemplateResult | typeof nothing {
    if (state.microphone.kind !== 'ready') return nothing;
    const level = state.wanted.microphone ? (this.#level.value ?? 0) : 0;
    return html`<div class="level">
      ${icon(state.wanted.microphone ? Mic : MicOff, 16)}
      <meter min="0" max="1" .value=${level} aria-label="Microphone level" data-testid="microphone-level"></meter>
      <span class="soft">${state.wanted.microphone ? 'Say something: the bar moves' : 'You join muted'}</span>
    </div>`;
  }

  #problem(devices: readonly DeviceKind[], state: OwnMediaState): TemplateResult | typeof nothing {
    const first = devices[0] && state[devices[0]];
    if (first?.kind !== 'failed') return nothing;
    const { title, advice } = mediaProblemInWords(devices, first.problem);
    const tryAgain = () =>
      devices.length > 1 ? this.media?.open() : this.media?.choose(devices[0] ?? 'camera');
    return html`<div
      class="problem"
      role="alert"
      data-testid="device-problem"
      data-device=${devices.join(' ')}
      data-reason=${first.problem.reason}
    >
      <div>
        <strong>${title}</strong>
        <p>${advice}</p>
      </div>
      <button class="button" @click=${tryAgain}>${icon(RotateCw, 16)} Try again</button>
    </div>`;
  }
}

/** The devices that failed; both together where the reason is the same. */
function failuresOf({ microphone, camera }: OwnMediaState): readonly (readonly DeviceKind[])[] {
  if (microphone.kind === 'failed' && camera.kind === 'failed') {
    return microphone.problem.reason === camera.problem.reason
      ? [['microphone', 'camera']]
      : [['microphone'], ['camera']];
  }
  return [
    ...(microphone.kind === 'failed' ? [['microphone'] as const] : []),
    ...(camera.kind === 'failed' ? [['camera'] as const] : []),
  ];
}

function levelOf(state$: Observable<OwnMediaState>): Observable<number> {
  return state$.pipe(
    map(({ microphone }) => trackOf(microphone)),
    distinctUntilChanged(),
    // Without statistics there is no bar to move; the microphone works all the same.
    switchMap((track) => (track ? watchMicrophoneLevel(track).pipe(catchError(() => EMPTY)) : EMPTY)),
  );
}
