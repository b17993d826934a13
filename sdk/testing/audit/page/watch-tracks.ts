import type { Recorder } from './install-recorder.ts';
import type { MediaOrigin } from './page-report.ts';

/** Whose media a track, a stream or a picture is. */
export interface TrackBook {
  of(track: MediaStreamTrack): MediaOrigin;
  /** The origin of what a stream carries of one kind, `null` where it carries none. */
  inStream(stream: unknown, kind: 'audio' | 'video'): MediaOrigin | null;
  /** The origin of the camera or call that a video element shows; `null` for anything else, such as a film. */
  inPicture(source: unknown): MediaOrigin | null;
}

/** Learns at the platform's own doors where each track comes from; runs in the page. */
export function watchTracks(recorder: Recorder): TrackBook {
  const origins = new WeakMap<MediaStreamTrack, MediaOrigin>();
  const known: { readonly origin: MediaOrigin; readonly track: WeakRef<MediaStreamTrack> }[] = [];
  // The getters of the platform itself: what a page puts in their place shall not be run by a watch.
  const srcObject = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')?.get;
  const getTracks = MediaStream.prototype.getTracks;

  function mark(track: MediaStreamTrack, origin: MediaOrigin): void {
    if (origins.has(track)) return;
    origins.set(track, origin);
    known.push({ origin, track: new WeakRef(track) });
  }
  const tracksOf = (stream: unknown): MediaStreamTrack[] =>
    stream instanceof MediaStream ? (Reflect.apply(getTracks, stream, []) as MediaStreamTrack[]) : [];
  const of = (track: MediaStreamTrack): MediaOrigin => origins.get(track) ?? 'page';
  const streamShownBy = (element: HTMLMediaElement): unknown =>
    srcObject && Reflect.apply(srcObject, element, []);

  const devices = globalThis.MediaDevices?.prototype;
  for (const name of ['getUserMedia', 'getDisplayMedia']) {
    recorder.onCall(devices, name, {
      after: (_self, _args, result) => {
        (result as Promise<MediaStream>).then(
          (stream) => {
            for (const track of tracksOf(stream)) mark(track, 'own');
          },
          () => undefined,
        );
      },
    });
  }
  recorder.onCall(MediaStreamTrack.prototype, 'clone', {
    after: (self, _args, copy) => mark(copy as MediaStreamTrack, of(self as MediaStreamTrack)),
  });
  recorder.onCall(MediaStream.prototype, 'clone', {
    after: (self, _args, copy) => {
      const from = tracksOf(self);
      tracksOf(copy).forEach((track, index) => {
        const original = from[index];
        if (original) mark(track, of(original));
      });
    },
  });
  recorder.onConstruct<RTCPeerConnection>('RTCPeerConnection', (connection, [configuration]) => {
    connection.addEventListener('track', ({ track }) => mark(track, 'remote'));
    const servers = (configuration as RTCConfiguration | undefined)?.iceServers ?? [];
    const urls = servers.flatMap((server) => server.urls);
    if (urls.length > 0) recorder.tell({ type: 'ice', urls });
  });
  recorder.onCall(HTMLMediaElement.prototype, 'captureStream', {
    after: (self, _args, copy) => {
      const [shown] = tracksOf(streamShownBy(self as HTMLMediaElement));
      if (shown) for (const track of tracksOf(copy)) mark(track, of(shown));
    },
  });
  recorder.trackCounts.push(() => {
    const live = known.filter(({ track }) => track.deref()?.readyState === 'live');
    const count = (wanted: MediaOrigin): number => live.filter(({ origin }) => origin === wanted).length;
    return { ownTracks: count('own'), remoteTracks: count('remote') };
  });

  function inStream(stream: unknown, kind: 'audio' | 'video'): MediaOrigin | null {
    const track = tracksOf(stream).find((candidate) => candidate.kind === kind);
    return track ? of(track) : null;
  }
  return {
    of,
    inStream,
    inPicture: (source) =>
      source instanceof HTMLVideoElement ? inStream(streamShownBy(source), 'video') : null,
  };
}
