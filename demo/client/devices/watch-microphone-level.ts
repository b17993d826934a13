import { defer, map, Observable, switchMap, timer } from 'rxjs';

/** A peer connection to oneself: the browser then states the level of what it sends. */
function openLoopback(track: MediaStreamTrack): Observable<RTCPeerConnection> {
  return new Observable((subscriber) => {
    const near = new RTCPeerConnection();
    subscriber.add(() => near.close());
    const far = new RTCPeerConnection();
    subscriber.add(() => far.close());
    near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined).catch(() => {});
    far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined).catch(() => {});
    near.addTrack(track);
    const connect = async () => {
      await near.setLocalDescription();
      if (near.localDescription) await far.setRemoteDescription(near.localDescription);
      await far.setLocalDescription();
      if (far.localDescription) await near.setRemoteDescription(far.localDescription);
      subscriber.next(near);
    };
    connect().catch((cause: unknown) => subscriber.error(cause));
  });
}

async function readLevel(connection: RTCPeerConnection): Promise<number> {
  const report = await connection.getStats();
  let level = 0;
  report.forEach((entry: { type: string; kind?: string; audioLevel?: number }) => {
    if (entry.type === 'media-source' && entry.kind === 'audio') level = entry.audioLevel ?? 0;
  });
  return level;
}

/**
 * How loud the own microphone is, 0 to 1 on a scale that follows hearing,
 * five times a second. It is read from the statistics of a connection to
 * oneself: this page makes no AudioContext and reads no frame before consent.
 */
export function watchMicrophoneLevel(track: MediaStreamTrack): Observable<number> {
  return defer(() => openLoopback(track)).pipe(
    switchMap((connection) => timer(0, 200).pipe(switchMap(() => readLevel(connection)))),
    map((level) => (level <= 0 ? 0 : Math.max(0, Math.min(1, 1 + Math.log10(level) / 2.5)))),
  );
}
