import { LogLevel, Room, RoomEvent, setLogLevel, Track, type TrackProcessor } from 'livekit-client';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { createLiveKitAdapter } from '../../adapters/livekit.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { createOwnTracks } from './own-tracks.ts';

interface LiveKitCommands {
  liveKitAvailable(): Promise<boolean>;
  liveKitOpen(): Promise<string>;
  liveKitToken(room: string, identity: string): Promise<string>;
  liveKitRestart(): Promise<void>;
  liveKitClose(): Promise<void>;
}
setLogLevel(LogLevel.warn);
const server = commands as unknown as LiveKitCommands;
const available = await server.liveKitAvailable();
if (!available) console.error('NO LIVEKIT SERVER: the LiveKit adapter is not tested against a real one');

interface Call extends AdapterHarness {
  readonly room: Room;
}

/** A participant in a room of a real LiveKit server. */
async function call(): Promise<Call> {
  const name = crypto.randomUUID();
  const tracks = createOwnTracks();
  const room = await join(name, 'near');
  const rooms = [room];
  const publicationOf = (track: MediaStreamTrack) =>
    [...room.localParticipant.trackPublications.values()].find(
      (publication) => publication.track?.mediaStreamTrack === track,
    );
  return {
    room,
    adapter: createLiveKitAdapter(room),
    createTrack: tracks.create,
    async publish(track) {
      const source = track.kind === 'audio' ? Track.Source.Microphone : Track.Source.Camera;
      await room.localParticipant.publishTrack(track, { source });
    },
    async unpublish(track) {
      await room.localParticipant.unpublishTrack(track, false);
    },
    async replace(track, next) {
      await publicationOf(track)?.track?.replaceTrack(next, true);
    },
    async mute(track, muted) {
      const publication = publicationOf(track);
      await (muted ? publication?.mute() : publication?.unmute());
    },
    async receive() {
      const received = new Promise<MediaStreamTrack>((resolve) => {
        room.once(RoomEvent.TrackSubscribed, ({ mediaStreamTrack }) => resolve(mediaStreamTrack));
      });
      const far = await join(name, 'far');
      rooms.push(far);
      await far.localParticipant.publishTrack(tracks.create('voice'));
      return received;
    },
    async leave() {
      await room.disconnect(false);
    },
    async dispose() {
      for (const open of rooms) await open.disconnect(false);
      tracks.close();
    },
  };
}

async function join(name: string, identity: string): Promise<Room> {
  const room = new Room();
  await room.connect(await server.liveKitOpen(), await server.liveKitToken(name, identity));
  return room;
}

/** The least that LiveKit takes for a processor: it sends a copy of the track. */
function copying(): TrackProcessor<Track.Kind.Video> & { processedTrack?: MediaStreamTrack } {
  return {
    name: 'copying',
    async init({ track }) {
      this.processedTrack = track.clone();
    },
    async restart({ track }) {
      this.processedTrack = track.clone();
    },
    async destroy() {
      this.processedTrack?.stop();
      delete this.processedTrack;
    },
  };
}

describe.runIf(available)('with a real LiveKit server', () => {
  afterAll(() => server.liveKitClose());

  describeAdapter('livekit', { create: call }, { describe, it });

  it('is there before the room is joined', async () => {
    const room = new Room();
    const record = recordTaps(createLiveKitAdapter(room).taps$);
    expect(record.sets).toEqual([[]]);
    const tracks = createOwnTracks();
    const name = crypto.randomUUID();
    await room.connect(await server.liveKitOpen(), await server.liveKitToken(name, 'late'));
    const track = tracks.create('voice');
    await room.localParticipant.publishTrack(track);
    await record.until('the voice', (taps) => taps[0]?.track === track);
    await room.disconnect(false);
    expect(record.ended).toBe('completed');
    tracks.close();
  });

  it('outlives an attempt to join that fails', async () => {
    const room = new Room();
    const record = recordTaps(createLiveKitAdapter(room).taps$);
    await expect(room.connect('ws://127.0.0.1:1', 'none', { maxRetries: 0 })).rejects.toThrow();
    expect([record.sets, record.ended]).toEqual([[[]], null]);
    await room.connect(await server.liveKitOpen(), await server.liveKitToken(crypto.randomUUID(), 'late'));
    const tracks = createOwnTracks();
    const track = tracks.create('voice');
    await room.localParticipant.publishTrack(track);
    await record.until('the voice', (taps) => taps[0]?.track === track);
    await room.disconnect(false);
    expect(record.ended).toBe('completed');
    tracks.close();
  });

  it('taps what a processor makes of the camera while there is one', async () => {
    const { room, adapter, createTrack, publish, dispose } = await call();
    const record = recordTaps(adapter.taps$);
    const camera = createTrack('face');
    await publish(camera);
    await record.until('the camera', (taps) => taps[0]?.track === camera);
    const local = room.localParticipant.getTrackPublication(Track.Source.Camera)?.videoTrack;
    const processor = copying();
    await local?.setProcessor(processor, false);
    await record.until('the processed picture', (taps) => taps[0]?.track === processor.processedTrack);
    await local?.stopProcessor();
    await record.until('the camera again', (taps) => taps[0]?.track === camera);
    expect(camera.readyState).toBe('live');
    await dispose();
  });

  it('leaves a shared screen out', async () => {
    const { room, adapter, createTrack, publish, dispose } = await call();
    const screen = createTrack('face');
    await room.localParticipant.publishTrack(screen, { source: Track.Source.ScreenShare });
    const voice = createTrack('voice');
    await publish(voice);
    const record = recordTaps(adapter.taps$);
    await record.until('the voice alone', (taps) => taps.length === 1 && taps[0]?.track === voice);
    await dispose();
  });

  it('keeps its taps while the server is restarted, and after the client has joined it again', async () => {
    const { room, adapter, createTrack, publish, dispose } = await call();
    const record = recordTaps(adapter.taps$);
    const voice = createTrack('voice');
    await publish(voice);
    await record.until('the voice', (taps) => taps[0]?.track === voice);
    const again = new Promise<void>((resolve) => room.once(RoomEvent.Reconnected, () => resolve()));
    await server.liveKitRestart();
    await again;
    await record.until('the voice', (taps) => taps.length === 1 && taps[0]?.track === voice);
    expect(record.ended).toBeNull();
    await room.localParticipant.getTrackPublication(Track.Source.Microphone)?.mute();
    await record.until('muted', (taps) => taps[0]?.muted === true);
    await dispose();
  });

  it('names what it cannot work with', () => {
    expect(() => createLiveKitAdapter({} as never)).toThrow(/room/);
    expect(() => createLiveKitAdapter(new Room(), { checkMs: -1 })).toThrow(/checkMs/);
  });
});
