import AgoraRTC, { type ILocalAudioTrack, type ILocalVideoTrack } from 'agora-rtc-sdk-ng';
import { describe, expect, it } from 'vitest';
import { type AgoraClient, createAgoraAdapter } from '../../adapters/agora.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { type LocalTracks, type StandIn, standInCall } from './stand-in-call.ts';

AgoraRTC.setLogLevel(4);
type Local = ILocalAudioTrack | ILocalVideoTrack;

/** agora-rtc-sdk-ng's own local tracks; to publish them needs Agora's cloud. */
const realTracks: LocalTracks<{ track: Local }> = {
  make: async (track) => ({ track: await localOf(track) }),
  mute: ({ track }, muted) => track.setMuted(muted),
  async replace(local, next) {
    local.track = await localOf(next);
  },
};

function localOf(mediaStreamTrack: MediaStreamTrack): Local | Promise<Local> {
  return mediaStreamTrack.kind === 'audio'
    ? AgoraRTC.createCustomAudioTrack({ mediaStreamTrack })
    : AgoraRTC.createCustomVideoTrack({ mediaStreamTrack });
}

function clientOf(call: StandIn<{ track: Local }>): AgoraClient {
  return {
    get connectionState() {
      return call.left ? 'DISCONNECTED' : 'CONNECTED';
    },
    get localTracks() {
      return [...call.sent.values()].map(({ track }) => track);
    },
    on: call.on,
    off: call.off,
  };
}

describeAdapter(
  "agora, with the library's own local tracks,",
  {
    create: async () =>
      standInCall(realTracks, 'connection-state-change', (call) => createAgoraAdapter(clientOf(call))),
  },
  { describe, it },
);

describe('createAgoraAdapter', () => {
  it("takes the library's own client, which is yet to join", () => {
    const record = recordTaps(createAgoraAdapter(AgoraRTC.createClient({ mode: 'rtc', codec: 'vp8' })).taps$);
    expect(record.sets).toEqual([[]]);
    expect(record.ended).toBeNull();
    record.stop();
  });

  it('outlives an attempt to join that fails, and ends with the channel', () => {
    let connectionState: AgoraClient['connectionState'] = 'DISCONNECTED';
    let changed = (): void => {};
    const client: AgoraClient = {
      get connectionState() {
        return connectionState;
      },
      localTracks: [],
      on(_event, listener) {
        changed = listener;
      },
      off() {},
    };
    const record = recordTaps(createAgoraAdapter(client).taps$);
    const go = (state: AgoraClient['connectionState']) => {
      connectionState = state;
      changed();
      return record.ended;
    };
    const before = (['CONNECTING', 'DISCONNECTED', 'CONNECTING', 'CONNECTED', 'RECONNECTING'] as const).map(
      go,
    );
    expect(before).toEqual([null, null, null, null, null]);
    expect(go('DISCONNECTED')).toBe('completed');
  });

  it('names what it cannot work with', () => {
    expect(() => createAgoraAdapter({} as never)).toThrow(/client/);
  });
});
