import { BehaviorSubject, type Observable, Subject } from 'rxjs';
import type { MediumState } from './call.ts';

/** The kinds of media, as WebRTC names them. */
export type TrackKind = 'audio' | 'video';

/** The own microphone and camera, as the others hear of them. */
export interface OwnMediaState {
  readonly microphone: MediumState;
  readonly camera: MediumState;
}

/** The own tracks of a call, and whether they are muted. */
export interface OwnMedia {
  /** Replayed. */
  readonly state$: Observable<OwnMediaState>;
  readonly state: OwnMediaState;
  /** The kind whose track or mute state changed. */
  readonly changed$: Observable<TrackKind>;
  /** The kind whose track ended by itself: the device is gone. */
  readonly lost$: Observable<TrackKind>;
  /** What is sent; `null` where there is none and while the participant is elsewhere. */
  track(kind: TrackKind): MediaStreamTrack | null;
  isOn(kind: TrackKind): boolean;
  setOn(kind: TrackKind, on: boolean): void;
  replace(track: MediaStreamTrack): void;
  /** Elsewhere, in a breakout room: nothing is sent, and the tracks are left alone, as the other call has them. */
  setAway(away: boolean): void;
  close(): void;
}

/** Keeps the tracks that were lent to the call: mutes them by `enabled`, never stops them. */
export function createOwnMedia(stream: MediaStream): OwnMedia {
  const tracks: Record<TrackKind, MediaStreamTrack | null> = { audio: null, video: null };
  const on: Record<TrackKind, boolean> = { audio: true, video: true };
  const changed = new Subject<TrackKind>();
  const lost = new Subject<TrackKind>();
  let away = false;
  for (const track of stream.getTracks()) if (track.readyState === 'live') take(track);
  const states = new BehaviorSubject(read());

  function read(): OwnMediaState {
    const state = (kind: TrackKind): MediumState =>
      away || !tracks[kind] ? 'off' : on[kind] ? 'on' : 'muted';
    return { microphone: state('audio'), camera: state('video') };
  }

  function take(track: MediaStreamTrack): void {
    const kind = track.kind as TrackKind;
    tracks[kind]?.removeEventListener('ended', ended);
    tracks[kind] = track;
    if (!away) track.enabled = on[kind];
    track.addEventListener('ended', ended);
  }

  function ended(event: Event): void {
    const track = event.currentTarget as MediaStreamTrack;
    const kind = track.kind as TrackKind;
    track.removeEventListener('ended', ended);
    if (tracks[kind] !== track) return;
    tracks[kind] = null;
    tell(kind);
    lost.next(kind);
  }

  function tell(kind: TrackKind): void {
    states.next(read());
    changed.next(kind);
  }

  return {
    state$: states,
    get state() {
      return states.value;
    },
    changed$: changed,
    lost$: lost,
    track: (kind) => (away ? null : tracks[kind]),
    isOn: (kind) => on[kind],
    setOn(kind, wanted) {
      if (on[kind] === wanted) return;
      on[kind] = wanted;
      const track = tracks[kind];
      if (track && !away) track.enabled = wanted;
      tell(kind);
    },
    replace(track) {
      if (track.readyState === 'ended') throw new TypeError('track: it has ended');
      take(track);
      tell(track.kind as TrackKind);
    },
    setAway(next) {
      if (away === next) return;
      away = next;
      for (const kind of ['audio', 'video'] as const) {
        const track = tracks[kind];
        if (track && !away) track.enabled = on[kind];
        tell(kind);
      }
    },
    close() {
      for (const track of Object.values(tracks)) track?.removeEventListener('ended', ended);
      for (const subject of [states, changed, lost]) subject.complete();
    },
  };
}
