/// <reference types="vite/client" />
import libraryUrl from 'lib-jitsi-meet/dist/lib-jitsi-meet.min.js?url';
import { describe, expect, it } from 'vitest';
import { createJitsiAdapter, type JitsiConference, type JitsiLocalTrack } from '../../adapters/jitsi.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { type PlainLocal, plainTracks, type StandIn, standInCall } from './stand-in-call.ts';

/** The part of the library that runs without a server; it brings no types of its own. */
interface JitsiMeet {
  init(options: object): unknown;
  setLogLevel(level: string): void;
  readonly logLevels: { readonly ERROR: string };
  createLocalTracks(options: object): Promise<(JitsiLocalTrack & RealTrack)[]>;
}
interface RealTrack {
  mute(): Promise<void>;
  unmute(): Promise<void>;
  dispose(): Promise<void>;
}

/** It runs as a classic script only: as a module it finds no `this`. */
function loadJitsiMeet(): Promise<JitsiMeet> {
  const script = document.createElement('script');
  script.src = libraryUrl;
  return new Promise((resolve, reject) => {
    script.onload = () => resolve((window as unknown as { JitsiMeetJS: JitsiMeet }).JitsiMeetJS);
    script.onerror = reject;
    document.head.append(script);
  });
}

// The library makes its tracks from devices only: these are what an adapter sees of them.

function conferenceOf(call: StandIn<PlainLocal>): JitsiConference {
  return {
    isJoined: () => call.joined,
    getLocalTracks: () =>
      [...call.sent.values()].map((local) => ({
        getTrack: () => local.track,
        isMuted: () => local.muted,
        isLocal: () => true,
      })),
    on: call.on,
    off: call.off,
  };
}

const create = async () =>
  standInCall(plainTracks, 'conference.trackAdded', (call) => createJitsiAdapter(conferenceOf(call)));

describeAdapter('jitsi, by the states of local tracks,', { create }, { describe, it });

describe('createJitsiAdapter', () => {
  it("taps the library's own local tracks, muted and unmuted", async () => {
    const JitsiMeetJS = await loadJitsiMeet();
    JitsiMeetJS.setLogLevel(JitsiMeetJS.logLevels.ERROR);
    JitsiMeetJS.init({ disableAudioLevels: true, disableThirdPartyRequests: true });
    const locals = await JitsiMeetJS.createLocalTracks({ devices: ['audio', 'video'] });
    const conference: JitsiConference = {
      isJoined: () => true,
      getLocalTracks: () => locals,
      on: () => undefined,
      off: () => undefined,
    };
    const record = recordTaps(createJitsiAdapter(conference, { checkMs: 50 }).taps$);
    await record.until('both', (taps) => taps.length === 2 && taps.every(({ muted }) => !muted));
    const audio = locals.find((local) => local.getTrack().kind === 'audio');
    await audio?.mute();
    await record.until('muted', (taps) => taps.some(({ modality, muted }) => modality === 'voice' && muted));
    await audio?.unmute();
    await record.until('unmuted', (taps) => taps.every(({ muted }) => !muted));
    record.stop();
    for (const local of locals) await local.dispose();
  });

  it('names what it cannot work with', () => {
    expect(() => createJitsiAdapter({} as never)).toThrow(/conference/);
  });
});
