import { BehaviorSubject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createWebRtcAdapter } from '../../adapters/webrtc.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { createOwnTracks } from './own-tracks.ts';

/** Negotiates, one offer after the other, whenever one side needs it. */
function connect(near: RTCPeerConnection, far: RTCPeerConnection): void {
  let queue = Promise.resolve();
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate && to.signalingState !== 'closed')
        void to.addIceCandidate(candidate).catch(() => undefined);
    });
    from.addEventListener('negotiationneeded', () => {
      queue = queue
        .then(async () => {
          await from.setLocalDescription();
          if (from.localDescription) await to.setRemoteDescription(from.localDescription);
          await to.setLocalDescription();
          if (to.localDescription) await from.setRemoteDescription(to.localDescription);
        })
        .catch(() => undefined);
    });
  }
}

async function call(options: { several: boolean }): Promise<AdapterHarness> {
  const tracks = createOwnTracks();
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  connect(near, far);
  const set = new BehaviorSubject<readonly RTCPeerConnection[]>([near]);
  const senderOf = (track: MediaStreamTrack) => near.getSenders().find((sender) => sender.track === track);
  return {
    adapter: createWebRtcAdapter(options.several ? set : near),
    createTrack: tracks.create,
    async publish(track) {
      near.addTrack(track);
    },
    async unpublish(track) {
      const sender = senderOf(track);
      if (sender) near.removeTrack(sender);
    },
    async replace(track, next) {
      await senderOf(track)?.replaceTrack(next);
    },
    async mute(track, muted) {
      track.enabled = !muted;
    },
    async receive() {
      const received = new Promise<MediaStreamTrack>((resolve) =>
        near.addEventListener('track', ({ track }) => resolve(track), { once: true }),
      );
      far.addTrack(tracks.create('voice'));
      return received;
    },
    async leave() {
      near.close();
      set.complete();
    },
    async dispose() {
      near.close();
      far.close();
      tracks.close();
    },
  };
}

describeAdapter('webrtc, one connection,', { create: () => call({ several: false }) }, { describe, it });
describeAdapter('webrtc, a set of connections,', { create: () => call({ several: true }) }, { describe, it });

describe('createWebRtcAdapter', () => {
  it('tells of a change at once when asked to look', async () => {
    const harness = await call({ several: false });
    const near = new RTCPeerConnection();
    const adapter = createWebRtcAdapter(near, { checkMs: 60_000 });
    const record = recordTaps(adapter.taps$);
    const track = harness.createTrack('voice');
    near.addTrack(track);
    await record.until('the voice', (taps) => taps.length === 1);
    track.enabled = false;
    expect(record.latest()[0]?.muted).toBe(false);
    adapter.refresh();
    expect(record.latest()[0]?.muted).toBe(true);
    near.close();
    adapter.refresh();
    expect(record.ended).toBe('completed');
    await harness.dispose();
  });

  it('taps a track once that goes to several participants, over their coming and going', async () => {
    const tracks = createOwnTracks();
    const track = tracks.create('voice');
    const connections = [new RTCPeerConnection(), new RTCPeerConnection()];
    for (const connection of connections) connection.addTrack(track);
    const set = new BehaviorSubject<readonly RTCPeerConnection[]>(connections);
    const record = recordTaps(createWebRtcAdapter(set).taps$);
    expect(record.sets).toEqual([[expect.objectContaining({ track, muted: false })]]);
    set.next(connections.slice(1));
    expect(record.sets.length).toBe(1);
    set.next([]);
    expect(record.latest()).toEqual([]);
    expect(record.ended).toBeNull();
    for (const connection of connections) connection.close();
    tracks.close();
    record.stop();
  });

  it('leaves out what was captured of a display: its faces and voices are not the participant', async () => {
    const button = document.createElement('button');
    button.textContent = 'Share';
    document.body.append(button);
    const shared = new Promise<MediaStream>((resolve, reject) => {
      button.onclick = () =>
        navigator.mediaDevices.getDisplayMedia({ video: true, audio: true }).then(resolve, reject);
    });
    await userEvent.click(button);
    const display = await shared;
    const harness = await call({ several: false });
    for (const track of display.getTracks()) await harness.publish(track);
    const devices = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    for (const track of devices.getTracks()) await harness.publish(track);
    const record = recordTaps(harness.adapter.taps$);
    await record.until('microphone and camera alone', (taps) => taps.length === 2);
    expect(new Set(record.latest().map(({ track }) => track))).toEqual(new Set(devices.getTracks()));
    expect(display.getTracks().length).toBe(2);
    record.stop();
    for (const track of [...display.getTracks(), ...devices.getTracks()]) track.stop();
    button.remove();
    await harness.dispose();
  });

  it('names what it cannot work with', () => {
    expect(() => createWebRtcAdapter({} as never)).toThrow(/connections/);
    const connection = new RTCPeerConnection();
    expect(() => createWebRtcAdapter(connection, { checkMs: 0 })).toThrow(/checkMs/);
    connection.close();
  });
});
