import { LocalAudioTrack, LocalVideoTrack } from 'twilio-video';
import { describe, expect, it } from 'vitest';
import { createTwilioAdapter, type TwilioRoom } from '../../adapters/twilio.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { createOwnTracks } from './own-tracks.ts';
import { type LocalTracks, type StandIn, standInCall } from './stand-in-call.ts';

type Local = { track: LocalAudioTrack | LocalVideoTrack };

/** twilio-video's own classes; a room of theirs needs Twilio's cloud. */
const realTracks: LocalTracks<Local> = {
  make: (track) => ({ track: localOf(track) }),
  mute: ({ track }, muted) => track.enable(!muted),
  replace(local, next) {
    local.track = localOf(next);
  },
};

function localOf(track: MediaStreamTrack): LocalAudioTrack | LocalVideoTrack {
  return track.kind === 'audio' ? new LocalAudioTrack(track) : new LocalVideoTrack(track);
}

function roomOf(call: StandIn<Local>): TwilioRoom {
  return {
    get state() {
      return call.left ? 'disconnected' : 'connected';
    },
    localParticipant: {
      get tracks() {
        const locals = [...call.sent.values()];
        return new Map(
          locals.map(({ track }, index) => [`MT${index}`, { isTrackEnabled: track.isEnabled, track }]),
        );
      },
      on: call.on,
      off: call.off,
    },
  };
}

describeAdapter(
  "twilio, with the library's own local tracks,",
  {
    create: async () =>
      standInCall(realTracks, 'trackPublished', (call) => createTwilioAdapter(roomOf(call))),
  },
  { describe, it },
);

describe('createTwilioAdapter', () => {
  it('taps what a video processor makes, and no data track', () => {
    const own = createOwnTracks();
    const [camera, processed] = [own.create('face'), own.create('face')];
    const video = { kind: 'video', mediaStreamTrack: camera, processedTrack: processed };
    const room: TwilioRoom = {
      state: 'connected',
      localParticipant: {
        tracks: new Map([
          ['MT1', { isTrackEnabled: true, track: video }],
          ['MT2', { isTrackEnabled: true, track: { kind: 'data' } }],
        ]),
        on: () => undefined,
        off: () => undefined,
      },
    };
    const record = recordTaps(createTwilioAdapter(room).taps$);
    expect(record.latest().map(({ track }) => track)).toEqual([processed]);
    record.stop();
    own.close();
  });

  it('names what it cannot work with', () => {
    expect(() => createTwilioAdapter({} as never)).toThrow(/room/);
  });
});
