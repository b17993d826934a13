import SimplePeer from 'simple-peer';
import { describe, it } from 'vitest';
import { createWebRtcAdapter } from '../../adapters/webrtc.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { createOwnTracks } from './own-tracks.ts';

/** A call of two by simple-peer, whose connection one gets at by giving it the class. */
async function call(): Promise<AdapterHarness> {
  const tracks = createOwnTracks();
  const connections: RTCPeerConnection[] = [];
  class KnownConnection extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  }
  const wrtc = { RTCPeerConnection: KnownConnection, RTCSessionDescription, RTCIceCandidate };
  const near = new SimplePeer({ initiator: true, wrtc });
  const far = new SimplePeer({ wrtc });
  // Each tells so of the other's end.
  for (const peer of [near, far]) peer.on('error', () => undefined);
  near.on('signal', (data) => far.signal(data));
  far.on('signal', (data) => near.signal(data));
  await Promise.all([near, far].map((peer) => new Promise<void>((resolve) => peer.on('connect', resolve))));
  const [connection] = connections;
  if (connection === undefined) throw new Error('simple-peer has made no connection');
  const stream = new MediaStream();
  const farStream = new MediaStream();
  return {
    adapter: createWebRtcAdapter(connection, { platform: 'simple-peer' }),
    createTrack: tracks.create,
    async publish(track) {
      // It takes a track into a stream once: what was removed goes into another.
      near.addTrack(track, stream.getTracks().includes(track) ? new MediaStream() : stream);
      stream.addTrack(track);
    },
    async unpublish(track) {
      near.removeTrack(track, stream);
    },
    async replace(track, next) {
      near.replaceTrack(track, next, stream);
    },
    async mute(track, muted) {
      track.enabled = !muted;
    },
    async receive() {
      const received = new Promise<MediaStreamTrack>((resolve) => near.on('track', resolve));
      far.addTrack(tracks.create('voice'), farStream);
      return received;
    },
    async leave() {
      near.destroy();
    },
    async dispose() {
      near.destroy();
      far.destroy();
      tracks.close();
    },
  };
}

describeAdapter('webrtc, beside simple-peer,', { create: call }, { describe, it });
