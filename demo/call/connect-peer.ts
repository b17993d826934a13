import type { RelayedSignal } from '../server/client-messages.ts';
import type { ParticipantKind } from './call.ts';
import type { TrackKind } from './create-own-media.ts';
import { videoEncoding } from './video-encoding.ts';

/** The direct connection to one other participant. */
export interface Peer {
  /** Sends this track, or nothing of its kind. */
  send(kind: TrackKind, track: MediaStreamTrack | null): void;
  /** What the other side signals. */
  hear(signal: RelayedSignal): void;
  close(): void;
}

/** What a direct connection is made of. */
export interface PeerOptions {
  /** Of the two sides, exactly one is polite: it leaves the first offer to the other, and gives way when both offer at once. */
  readonly polite: boolean;
  readonly kind: ParticipantKind;
  readonly receive: boolean;
  readonly signal: (signal: RelayedSignal) => void;
  readonly received: (track: MediaStreamTrack) => void;
  readonly ended: (track: MediaStreamTrack) => void;
  readonly report: (cause: unknown) => void;
}

/** The other side's first offer comes at once, as does looking for a way when all is negotiated: else something was lost. */
const idleMs = 3_000;

/**
 * Negotiates by the "perfect negotiation" pattern: both sides may offer at any
 * time, and the polite one gives way. Only the first offer is always the other's:
 * when that one is rolled back before it gathered candidates, Chromium 156 never
 * gathers any.
 *
 * @see {@link https://www.w3.org/TR/webrtc/#perfect-negotiation-example | WebRTC, section 10.7}
 */
export function connectPeer(options: PeerOptions): Peer {
  const { polite, kind, receive, signal, received, ended, report } = options;
  const connection = new RTCPeerConnection();
  const senders = new Map<TrackKind, RTCRtpSender>();
  let offering = false;
  let ignoring = false;
  // One signal after the other: a candidate must not overtake its description.
  let queue: Promise<void> = Promise.resolve();
  let idle: ReturnType<typeof setTimeout> | undefined;

  connection.addEventListener('negotiationneeded', () => {
    if (polite && connection.remoteDescription === null) idle = setTimeout(offer, idleMs);
    else void offer();
  });
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate) signal({ kind: 'candidate', candidate: candidate.toJSON() as never });
  });
  connection.addEventListener('connectionstatechange', () => {
    if (connection.connectionState === 'failed') connection.restartIce();
  });
  connection.addEventListener('signalingstatechange', () => {
    clearTimeout(idle);
    // One side is enough, and the one whose offer stands.
    if (polite || connection.signalingState !== 'stable') return;
    idle = setTimeout(() => {
      if (connection.iceConnectionState === 'new') connection.restartIce();
    }, idleMs);
  });
  // Neither `track`, which may not come for an offer that is answered at once, nor `ended`, which never comes for a
  // transceiver that may be used again.
  connection.addEventListener('signalingstatechange', () => {
    if (!receive || connection.signalingState !== 'stable') return;
    for (const { receiver, currentDirection } of connection.getTransceivers()) {
      if (currentDirection === 'sendrecv' || currentDirection === 'recvonly') received(receiver.track);
      else if (currentDirection !== null) ended(receiver.track);
    }
  });

  // So that there is an offer, with nothing to send yet; a track that is added takes its place.
  if (!polite) connection.addTransceiver('audio', { direction: receive ? 'recvonly' : 'inactive' });

  async function offer(): Promise<void> {
    try {
      offering = true;
      await connection.setLocalDescription();
      tellDescription();
    } catch (error) {
      fail(error);
    } finally {
      offering = false;
    }
  }

  function tellDescription(): void {
    const description = connection.localDescription;
    if (description) signal({ kind: 'description', description: description.toJSON() as never });
  }

  function fail(error: unknown): void {
    if (connection.signalingState !== 'closed') report(error);
  }

  async function handle(heard: RelayedSignal): Promise<void> {
    if (connection.signalingState === 'closed') return;
    if (heard.kind === 'candidate') {
      try {
        await connection.addIceCandidate(heard.candidate);
      } catch (error) {
        if (!ignoring) throw error;
      }
      return;
    }
    const { description } = heard;
    const collision = description.type === 'offer' && (offering || connection.signalingState !== 'stable');
    ignoring = !polite && collision;
    if (ignoring) return;
    await connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    for (const transceiver of connection.getTransceivers()) limitDirection(transceiver);
    await connection.setLocalDescription();
    tellDescription();
  }

  function limitDirection(transceiver: RTCRtpTransceiver): void {
    if (!receive && transceiver.direction === 'sendrecv') transceiver.direction = 'sendonly';
    if (!receive && transceiver.direction === 'recvonly') transceiver.direction = 'inactive';
  }

  async function limitRate(sender: RTCRtpSender): Promise<void> {
    const parameters = sender.getParameters();
    const [encoding] = parameters.encodings;
    if (!encoding || !sender.track) return;
    if (sender.track.kind === 'audio') encoding.maxBitrate = 32_000;
    else Object.assign(encoding, videoEncoding(kind, sender.track));
    await sender.setParameters(parameters);
  }

  return {
    send(trackKind, track) {
      const sender = senders.get(trackKind);
      if (sender)
        sender
          .replaceTrack(track)
          .then(() => limitRate(sender), fail)
          .catch(fail);
      else if (track) {
        const added = connection.addTrack(track);
        senders.set(trackKind, added);
        for (const transceiver of connection.getTransceivers()) limitDirection(transceiver);
        limitRate(added).catch(fail);
      }
    },
    hear(heard) {
      queue = queue.then(() => handle(heard)).catch(fail);
    },
    close() {
      clearTimeout(idle);
      connection.close();
    },
  };
}
