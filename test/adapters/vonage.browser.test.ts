import OT from '@vonage/client-sdk-video';
import { describe, expect, it } from 'vitest';
import { createVonageAdapter, type VonagePublisher } from '../../adapters/vonage.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { createOwnTracks } from './own-tracks.ts';
import { type PlainLocal, plainTracks, type StandIn, standInCall } from './stand-in-call.ts';

// A published stream needs Vonage's cloud: what a publisher says of itself, from a stand-in.

function publisherOf(call: StandIn<PlainLocal>): VonagePublisher {
  const sending = (kind: string) => [...call.sent.values()].find(({ track }) => track.kind === kind);
  return {
    get stream() {
      return { hasAudio: sending('audio')?.muted === false, hasVideo: sending('video')?.muted === false };
    },
    getAudioSource: () => sending('audio')?.track,
    getVideoSource: () => ({ type: 'camera', track: sending('video')?.track ?? null }),
    on: call.on,
    off: call.off,
    once: call.once,
  };
}

describeAdapter(
  'vonage, by the states of a publisher,',
  {
    create: async () =>
      standInCall(plainTracks, 'streamCreated', (call) => createVonageAdapter(publisherOf(call))),
  },
  { describe, it },
);

describe('createVonageAdapter', () => {
  it("taps nothing of the library's own publisher while it is in no session, and ends with it", async () => {
    const own = createOwnTracks();
    const [audioSource, videoSource] = [own.create('voice'), own.create('face')];
    const publisher = OT.initPublisher(undefined, { audioSource, videoSource, insertDefaultUI: false });
    await new Promise<void>((resolve, reject) => {
      publisher.on('accessAllowed', () => resolve());
      publisher.on('accessDenied', () => reject(new Error('denied')));
    });
    const record = recordTaps(createVonageAdapter(publisher).taps$);
    expect(record.sets).toEqual([[]]);
    expect(publisher.getAudioSource()).toBe(audioSource);
    expect(publisher.getVideoSource().track).toBe(videoSource);
    publisher.destroy();
    await expect.poll(() => record.ended).toBe('completed');
    own.close();
  });

  it('leaves a publisher out that shares the screen', () => {
    const own = createOwnTracks();
    const screen = own.create('face');
    const record = recordTaps(
      createVonageAdapter({
        stream: { hasAudio: false, hasVideo: true },
        getAudioSource: () => null,
        getVideoSource: () => ({ type: 'screen', track: screen }),
        on: () => undefined,
        off: () => undefined,
        once: () => undefined,
      }).taps$,
    );
    expect(record.sets).toEqual([[]]);
    record.stop();
    own.close();
  });

  it('names what it cannot work with', () => {
    expect(() => createVonageAdapter({} as never)).toThrow(/publisher/);
  });
});
