import Janus, { type JanusJS } from 'janus-gateway';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import adapter from 'webrtc-adapter';
import { createJanusAdapter } from '../../adapters/janus.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { createOwnTracks } from './own-tracks.ts';

interface JanusCommands {
  janusAvailable(): Promise<boolean>;
  janusOpen(): Promise<string>;
  janusClose(): Promise<void>;
}
const server = commands as unknown as JanusCommands;
const available = await server.janusAvailable();
if (!available) console.error('NO JANUS: the Janus adapter is not tested against a real one');

interface Seat {
  readonly handle: JanusJS.PluginHandle;
  /** Sends a request and resolves with the plugin's event. */
  ask(message: JanusJS.PluginMessage['message'], jsep?: JanusJS.JSEP): Promise<Answer>;
  readonly received: Promise<MediaStreamTrack>;
  /** The connection stands: only then others can subscribe to what it sends. */
  readonly connected: Promise<void>;
}

interface Answer {
  readonly message: Record<string, unknown>;
  readonly jsep: JanusJS.JSEP | undefined;
}

function openSession(url: string): Promise<Janus> {
  return new Promise((resolve, reject) => {
    Janus.init({
      debug: false,
      dependencies: Janus.useDefaultDependencies({ adapter }),
      callback: () => {
        const session: Janus = new Janus({
          server: url,
          iceServers: [],
          success: () => resolve(session),
          error: reject,
        });
      },
    });
  });
}

function attach(session: Janus): Promise<Seat> {
  const waiting: ((answer: Answer) => void)[] = [];
  let got: (track: MediaStreamTrack) => void = () => undefined;
  const received = new Promise<MediaStreamTrack>((resolve) => {
    got = resolve;
  });
  let stands: () => void = () => undefined;
  const connected = new Promise<void>((resolve) => {
    stands = resolve;
  });
  return new Promise((resolve, reject) => {
    session.attach({
      plugin: 'janus.plugin.videoroom',
      error: reject,
      onmessage: (message, jsep) => waiting.shift()?.({ message: { ...message }, jsep }),
      webrtcState: (up) => up && stands(),
      onremotetrack: (track, _mid, on) => on && got(track),
      success(handle) {
        const ask: Seat['ask'] = (message, jsep) =>
          new Promise((answered) => {
            waiting.push(answered);
            handle.send({ message, ...(jsep ? { jsep } : {}) });
          });
        resolve({ handle, ask, received, connected });
      },
    });
  });
}

const create = (handle: JanusJS.PluginHandle, room: number) =>
  new Promise<void>((resolve, reject) => {
    const message = { request: 'create', room, publishers: 4, audiocodec: 'opus', videocodec: 'vp8' };
    handle.send({ message, success: () => resolve(), error: reject });
  });

/** Sends an offer for what the handle publishes now, and takes the answer. */
async function negotiate(
  { handle, ask }: Seat,
  tracks: JanusJS.TrackOption[],
  request: string,
): Promise<void> {
  const offer = await new Promise<JanusJS.JSEP>((success, error) =>
    handle.createOffer({ tracks, success, error }),
  );
  const { jsep } = await ask({ request }, offer);
  if (jsep) await accept(handle, jsep);
}

const accept = (handle: JanusJS.PluginHandle, jsep: JanusJS.JSEP) =>
  new Promise<void>((resolve, error) => handle.handleRemoteJsep({ jsep, success: () => resolve(), error }));

/** A publisher in a VideoRoom of a real Janus. */
async function call(): Promise<AdapterHarness> {
  const session = await openSession(await server.janusOpen());
  const room = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  const tracks = createOwnTracks();
  const near = await attach(session);
  await create(near.handle, room);
  await near.ask({ request: 'join', ptype: 'publisher', room });
  let published = false;
  const midOf = (track: MediaStreamTrack) =>
    near.handle.webrtcStuff.pc?.getTransceivers().find(({ sender }) => sender.track === track)?.mid ?? '';
  const typeOf = (track: MediaStreamTrack) => (track.kind === 'audio' ? 'audio' : 'video');
  const replaceTracks = (option: JanusJS.TrackOption) =>
    new Promise<void>((resolve, error) =>
      near.handle.replaceTracks({ tracks: [option], success: () => resolve(), error }),
    );
  return {
    adapter: createJanusAdapter(near.handle),
    createTrack: tracks.create,
    async publish(track) {
      const option = { type: typeOf(track), capture: track, recv: false, dontStop: true } as const;
      await negotiate(
        near,
        [published ? { ...option, add: true } : option],
        published ? 'configure' : 'publish',
      );
      published = true;
    },
    async unpublish(track) {
      const option = {
        type: typeOf(track),
        mid: midOf(track),
        capture: false,
        remove: true,
        dontStop: true,
      } as const;
      await negotiate(near, [option], 'configure');
    },
    async replace(track, next) {
      const mid = midOf(track);
      await replaceTracks({ type: typeOf(track), mid, capture: next, replace: true, dontStop: true });
    },
    async mute(track, muted) {
      const { handle } = near;
      if (track.kind === 'audio') muted ? handle.muteAudio() : handle.unmuteAudio();
      else muted ? handle.muteVideo() : handle.unmuteVideo();
    },
    async receive() {
      const far = await attach(session);
      const joined = await far.ask({ request: 'join', ptype: 'publisher', room });
      await negotiate(far, [{ type: 'audio', capture: tracks.create('voice'), recv: false }], 'publish');
      await far.connected;
      const near2 = await attach(session);
      const feed = joined.message.id as number;
      const { jsep, message } = await near2.ask({
        request: 'join',
        ptype: 'subscriber',
        room,
        streams: [{ feed }],
      });
      if (jsep === undefined) throw new Error(`no offer to receive: ${JSON.stringify(message)}`);
      const answer = await new Promise<JanusJS.JSEP>((success, error) =>
        near2.handle.createAnswer({ jsep, tracks: [], success, error }),
      );
      near2.handle.send({ message: { request: 'start', room }, jsep: answer });
      return near2.received;
    },
    async leave() {
      await new Promise<void>((resolve) => near.handle.detach({ success: () => resolve() }));
    },
    async dispose() {
      await new Promise<void>((resolve) =>
        session.destroy({ success: () => resolve(), error: () => resolve() }),
      );
      tracks.close();
    },
  };
}

describe.runIf(available)('with a real Janus', () => {
  afterAll(() => server.janusClose());

  describeAdapter('janus, a publisher of its VideoRoom,', { create: call }, { describe, it });

  it('names what it cannot work with', () => {
    expect(() => createJanusAdapter({} as never)).toThrow(/handle/);
  });
});
