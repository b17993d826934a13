import type { SentTrack } from './watch-taps.ts';

const connectionEvents = ['negotiationneeded', 'signalingstatechange', 'connectionstatechange'] as const;

/** Reports what an `RTCPeerConnection` tells of itself; returns how to stop. */
export function listenToConnection(connection: RTCPeerConnection, changed: () => void): () => void {
  for (const type of connectionEvents) connection.addEventListener(type, changed);
  return () => {
    for (const type of connectionEvents) connection.removeEventListener(type, changed);
  };
}

/** The tracks of senders whose transceiver is to send: received tracks cannot get in. */
export function sentByConnection(connection: RTCPeerConnection): readonly SentTrack[] {
  return connection.getTransceivers().flatMap(({ direction, sender }) => {
    const sends = direction === 'sendrecv' || direction === 'sendonly';
    return sends && sender.track ? [{ track: sender.track, muted: isSilenced(sender) }] : [];
  });
}

function isSilenced(sender: RTCRtpSender): boolean {
  const { encodings = [] } = sender.getParameters();
  return encodings.length > 0 && encodings.every(({ active }) => active === false);
}
