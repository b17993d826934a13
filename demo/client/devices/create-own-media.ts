import type { Observable } from 'rxjs';
import { createStore } from '../app/create-store.ts';
import { type DeviceKind, type MediaProblem, readMediaProblem } from './media-problem.ts';

/** Where one of the own devices stands. */
export type DeviceState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'ready'; readonly track: MediaStreamTrack; readonly deviceId: string }
  | { readonly kind: 'failed'; readonly problem: MediaProblem };

/** The own devices: both of them, what else there is to choose from, and what the participant wants on. */
export interface OwnMediaState {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly wanted: { readonly microphone: boolean; readonly camera: boolean };
}

/** The participant's own microphone and camera; the tracks belong to this object and are stopped by it. */
export interface OwnMedia {
  readonly state$: Observable<OwnMediaState>;
  readonly state: OwnMediaState;
  /** Asks for both devices; a failure of one leaves the other usable. */
  open(): Promise<void>;
  /** Opens one device (again), by its id where given; resolves to its track, or `null` when it failed. */
  choose(device: DeviceKind, deviceId?: string): Promise<MediaStreamTrack | null>;
  /** Switches a device on or off before the call. */
  want(device: DeviceKind, on: boolean): void;
  /** Whatever is ready, as one stream. */
  stream(): MediaStream;
  close(): void;
}

const mediaKinds = { microphone: 'audio', camera: 'video' } as const;

function constraintsFor(device: DeviceKind, deviceId?: string): MediaStreamConstraints {
  const chosen = deviceId === undefined || deviceId === '' ? {} : { deviceId: { exact: deviceId } };
  return device === 'microphone'
    ? { audio: { ...chosen, echoCancellation: true, noiseSuppression: true } }
    : {
        video: {
          ...chosen,
          width: { ideal: 640 },
          height: { ideal: 480 },
          frameRate: { ideal: 24, max: 30 },
        },
      };
}

/** Opens, changes and closes the participant's own devices. */
export function createOwnMedia(): OwnMedia {
  const store = createStore<OwnMediaState>({
    microphone: { kind: 'idle' },
    camera: { kind: 'idle' },
    microphones: [],
    cameras: [],
    wanted: { microphone: true, camera: true },
  });
  const trackOf = (device: DeviceKind) => {
    const state = store.state[device];
    return state.kind === 'ready' ? state.track : null;
  };

  async function refresh(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const usable = all.filter((info) => info.deviceId !== '' && info.deviceId !== 'communications');
    store.patch({
      microphones: usable.filter((info) => info.kind === 'audioinput'),
      cameras: usable.filter((info) => info.kind === 'videoinput'),
    });
  }

  function adopt(device: DeviceKind, track: MediaStreamTrack): void {
    trackOf(device)?.stop();
    track.enabled = store.state.wanted[device];
    track.addEventListener('ended', () => {
      if (trackOf(device) === track) fail(device, new DOMException('', 'NotFoundError'));
    });
    store.patch({ [device]: { kind: 'ready', track, deviceId: track.getSettings().deviceId ?? '' } });
  }

  function fail(device: DeviceKind, cause: unknown): void {
    store.patch({ [device]: { kind: 'failed', problem: readMediaProblem(cause) } });
  }

  async function choose(device: DeviceKind, deviceId?: string): Promise<MediaStreamTrack | null> {
    const before = store.state[device];
    if (before.kind !== 'ready') store.patch({ [device]: { kind: 'asking' } });
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraintsFor(device, deviceId));
      const track = stream.getTracks().find((candidate) => candidate.kind === mediaKinds[device]);
      if (track === undefined) throw new DOMException('', 'NotFoundError');
      adopt(device, track);
      await refresh();
      return track;
    } catch (cause) {
      // A failed change keeps the device that works.
      if (before.kind !== 'ready') fail(device, cause);
      return null;
    }
  }

  async function open(): Promise<void> {
    store.patch({ microphone: { kind: 'asking' }, camera: { kind: 'asking' } });
    try {
      const both = { ...constraintsFor('microphone'), ...constraintsFor('camera') };
      const stream = await navigator.mediaDevices.getUserMedia(both);
      for (const track of stream.getTracks()) adopt(track.kind === 'audio' ? 'microphone' : 'camera', track);
      await refresh();
    } catch {
      // Asked one by one, each tells its own reason.
      await choose('microphone');
      await choose('camera');
      await refresh();
    }
  }

  async function onDeviceChange(): Promise<void> {
    await refresh();
    const isMissing = (state: DeviceState) => state.kind === 'failed' && state.problem.reason === 'missing';
    if (isMissing(store.state.microphone) && store.state.microphones.length > 0) await choose('microphone');
    if (isMissing(store.state.camera) && store.state.cameras.length > 0) await choose('camera');
  }
  navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange);

  return {
    state$: store.state$,
    get state() {
      return store.state;
    },
    open,
    choose,
    want(device, on) {
      const track = trackOf(device);
      if (track) track.enabled = on;
      store.patch({ wanted: { ...store.state.wanted, [device]: on } });
    },
    stream: () =>
      new MediaStream([trackOf('microphone'), trackOf('camera')].filter((track) => track !== null)),
    close() {
      for (const device of ['microphone', 'camera'] as const) {
        const track = trackOf(device);
        store.patch({ [device]: { kind: 'idle' } });
        track?.stop();
      }
    },
  };
}
