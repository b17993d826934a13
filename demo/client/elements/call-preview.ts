import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { Mic, MicOff, RotateCw, Video, VideoOff } from 'lucide';
import { catchError, distinctUntilChanged, EMPTY, map, type Observable, switchMap } from 'rxjs';
import type { DeviceState, OwnMedia, OwnMediaState } from '../devices/create-own-media.ts';
import type { DeviceKind, MediaProblem } from '../devices/explain-media-problem.ts';
import { watchMicrophoneLevel } from '../devices/watch-microphone-level.ts';
import sheet from './call-preview.css?inline';
import { icon } from './icon.ts';
import { observe } from './observe.ts';
import { styledBy } from './styled-by.ts';

const trackOf = (state: DeviceState | undefined) => (state?.kind === 'ready' ? state.track : null);

/** The own picture before the call, with what is wrong with a device and what to do about it. */
export class CallPreview extends LitElement {
  static override styles = styledBy(sheet);
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
      ${this.#meter(state)} ${this.#problem('microphone', state)} ${this.#problem('camera', state)}
    `;
  }

  #cameraWords({ camera, wanted }: OwnMediaState): string {
    if (camera.kind === 'asking')
      return 'Waiting for your camera. Your browser may be asking you to allow it.';
    if (camera.kind === 'failed') return camera.problem.title;
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

  #problem(device: DeviceKind, state: OwnMediaState): TemplateResult | typeof nothing {
    const own = state[device];
    if (own.kind !== 'failed') return nothing;
    const problem: MediaProblem = own.problem;
    return html`<div class="problem" role="alert" data-testid="device-problem" data-device=${device} data-reason=${problem.reason}>
      <div>
        <strong>${problem.title}</strong>
        <p>${problem.advice}</p>
      </div>
      <button class="button" @click=${() => this.media?.choose(device)}>${icon(RotateCw, 16)} Try again</button>
    </div>`;
  }
}

function levelOf(state$: Observable<OwnMediaState>): Observable<number> {
  return state$.pipe(
    map(({ microphone }) => trackOf(microphone)),
    distinctUntilChanged(),
    // Without statistics there is no bar to move; the microphone works all the same.
    switchMap((track) => (track ? watchMicrophoneLevel(track).pipe(catchError(() => EMPTY)) : EMPTY)),
  );
}
