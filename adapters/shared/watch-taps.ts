import { Observable, ReplaySubject, share } from 'rxjs';
import type { Tap } from '../../sdk/adapter.ts';

/** A track that a platform sends for the participant. */
export interface SentTrack {
  readonly track: MediaStreamTrack;
  /** Muted by the platform's own means; what the track itself says is added by {@link watchTaps}. */
  readonly muted: boolean;
}

/** What {@link watchTaps} looks at. */
export interface TapSource {
  /** What is sent at this moment; `null` once the call is left, for good. */
  read(): readonly SentTrack[] | null;
  /** Reports every event after which `read()` may answer otherwise; returns how to stop. */
  listen(changed: () => void): () => void;
  /** How often to look again, for the changes of which no event tells. */
  readonly checkMs: number;
}

/**
 * Turns a platform's state into the `taps$` of a `MeetingAdapter`.
 *
 * Reads on each reported event, on `ended`, `mute` and `unmute` of the tracks
 * themselves, and every `checkMs` for what no browser reports at all:
 * `track.enabled`, `track.stop()` by the app, `RTCRtpSender.replaceTrack()`,
 * `RTCPeerConnection.close()`. What was captured of a display is left out. A look is a few property reads; it touches no
 * media and changes nothing of the platform's objects. It looks only while
 * somebody is subscribed.
 */
export function watchTaps(source: TapSource): Observable<readonly Tap[]> {
  return new Observable<readonly Tap[]>((subscriber) => {
    let latest: readonly Tap[] | null = null;
    let watched: readonly MediaStreamTrack[] = [];

    function watch(tracks: readonly MediaStreamTrack[]): void {
      for (const track of watched) for (const type of trackEvents) track.removeEventListener(type, look);
      for (const track of tracks) for (const type of trackEvents) track.addEventListener(type, look);
      watched = tracks;
    }

    function look(): void {
      if (subscriber.closed) return;
      const sent = source.read();
      const taps = tapsOf(sent ?? []);
      if (latest === null || !sameTaps(latest, taps)) {
        latest = taps;
        watch(taps.map(({ track }) => track));
        subscriber.next(taps);
      }
      if (sent === null) subscriber.complete();
    }

    subscriber.add(source.listen(look));
    subscriber.add(() => watch([]));
    const timer = setInterval(look, source.checkMs);
    subscriber.add(() => clearInterval(timer));
    look();
  }).pipe(share({ connector: () => new ReplaySubject(1) }));
}

const trackEvents = ['ended', 'mute', 'unmute'] as const;

function tapsOf(sent: readonly SentTrack[]): readonly Tap[] {
  const taps = new Map<string, Tap>();
  for (const { track, muted } of sent) {
    if (track.readyState === 'ended' || isOfDisplay(track)) continue;
    // In a mesh one track goes out several times: it is muted if no copy gets through.
    const before = taps.get(track.id);
    taps.set(track.id, {
      id: track.id,
      modality: track.kind === 'audio' ? 'voice' : 'face',
      track,
      muted: (before?.muted ?? true) && (muted || !track.enabled || track.muted),
    });
  }
  return [...taps.values()];
}

/** A shared screen, or its sound, shows and plays other people: nobody's own face or voice. */
function isOfDisplay(track: MediaStreamTrack): boolean {
  const settings = track.getSettings();
  return ['displaySurface', 'restrictOwnAudio', 'suppressLocalAudioPlayback'].some(
    (name) => name in settings,
  );
}

function sameTaps(left: readonly Tap[], right: readonly Tap[]): boolean {
  return (
    left.length === right.length &&
    left.every((tap, index) => tap.track === right[index]?.track && tap.muted === right[index]?.muted)
  );
}
