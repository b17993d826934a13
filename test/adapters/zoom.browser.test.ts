import { BehaviorSubject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createZoomAdapter, type ZoomClient } from '../../adapters/zoom.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { type PlainLocal, plainTracks, type StandIn, standInCall } from './stand-in-call.ts';

// The app's own capture beside a session, which needs Zoom's cloud: mute and camera state are Zoom's, by a stand-in.

function clientOf(call: StandIn<PlainLocal>): ZoomClient {
  const muted = (kind: string) =>
    [...call.sent.values()].some((local) => local.track.kind === kind && local.muted);
  return {
    getSessionInfo: () => ({ isInMeeting: call.joined }),
    getMediaStream: () => ({ isAudioMuted: () => muted('audio'), isCapturingVideo: () => !muted('video') }),
    on: call.on,
    off: call.off,
  };
}

async function create() {
  return standInCall(plainTracks, 'current-audio-change', (call) => {
    const tracks$ = new BehaviorSubject<readonly MediaStreamTrack[]>([]);
    // As an app does that follows its own devices.
    call.on('current-audio-change', () => tracks$.next([...call.sent.keys()]));
    return createZoomAdapter(clientOf(call), tracks$);
  });
}

describeAdapter("zoom, by the app's own capture,", { create }, { describe, it });

describe('createZoomAdapter', () => {
  it("goes on without taps when the app's capture fails", () => {
    const client: ZoomClient = {
      getSessionInfo: () => ({ isInMeeting: true }),
      getMediaStream: () => ({ isAudioMuted: () => false, isCapturingVideo: () => true }),
      on: () => undefined,
      off: () => undefined,
    };
    const record = recordTaps(
      createZoomAdapter(
        client,
        throwError(() => new Error('no camera')),
      ).taps$,
    );
    expect(record.sets).toEqual([[]]);
    expect(record.ended).toBeNull();
    record.stop();
  });

  it('names what it cannot work with', () => {
    const client = { getSessionInfo: () => ({ isInMeeting: true }) } as never;
    expect(() => createZoomAdapter({} as never, new BehaviorSubject([]))).toThrow(/client/);
    expect(() => createZoomAdapter(client, [] as never)).toThrow(/tracks\$/);
  });
});
