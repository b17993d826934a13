import { createMediasoupAdapter } from 'assent/adapters/mediasoup';
import { Device, type types } from 'mediasoup-client';
import { Subject, Subscription } from 'rxjs';
import type { RoomTransport, RosterEntry } from '../server/server-messages.ts';
import type { ParticipantKind } from './call.ts';
import type { CallMedia } from './call-media.ts';
import { CallProblem } from './call-problem.ts';
import type { OwnMedia, TrackKind } from './create-own-media.ts';
import type { SignalChannel } from './create-signal-channel.ts';
import { keepConnected } from './keep-connected.ts';
import { receiveFromSfu } from './receive-from-sfu.ts';
import { createReceivedStreams } from './received-streams.ts';
import { videoEncoding } from './video-encoding.ts';

/** What media of either transport is made of. */
export interface MediaOptions {
  readonly channel: SignalChannel;
  readonly own: OwnMedia;
  readonly kind: ParticipantKind;
  readonly receive: boolean;
}

/** Sends and receives through the server's SFU. Rejects with a `CallProblem` if it cannot be set up. */
export async function createSfuMedia(
  room: Extract<RoomTransport, { transport: 'sfu' }>,
  { channel, own, kind, receive }: MediaOptions,
): Promise<CallMedia> {
  const problems = new Subject<CallProblem>();
  const streams = createReceivedStreams();
  const closing = new Subscription();
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: room.rtpCapabilities as types.RtpCapabilities });
  const sending = await openTransport('send');
  const adapter = createMediasoupAdapter(sending);
  const receiver = receive ? receiveFromSfu(await openTransport('recv'), { channel, streams, report }) : null;
  const producers = new Map<TrackKind, types.Producer>();
  const queues: Record<TrackKind, Promise<void>> = { audio: Promise.resolve(), video: Promise.resolve() };

  function report(cause: unknown): void {
    // A request that was lost with the connection is made up for once the connection is back.
    if (cause instanceof CallProblem && cause.code === 'connection-lost') return;
    const why = cause instanceof Error ? cause.message : String(cause);
    problems.next(new CallProblem('media-failed', `Media failed: ${why}`, { cause }));
  }

  async function openTransport(direction: 'send' | 'recv'): Promise<types.Transport> {
    const offer = await channel.request<'open-transport'>({
      type: 'open-transport',
      direction,
      ...(direction === 'recv' ? { rtpCapabilities: device.recvRtpCapabilities as never } : {}),
    });
    const options = offer as types.TransportOptions;
    const transport =
      direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    closing.add(() => transport.close());
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      channel
        .request<'connect-transport'>({
          type: 'connect-transport',
          transportId: transport.id,
          dtlsParameters: dtlsParameters as never,
        })
        .then(done, fail);
    });
    transport.on('produce', ({ kind: trackKind, rtpParameters }, done, fail) => {
      channel
        .request<'produce'>({
          type: 'produce',
          transportId: transport.id,
          kind: trackKind,
          rtpParameters: rtpParameters as never,
        })
        .then(({ producerId }) => done({ id: producerId }), fail);
    });
    closing.add(keepConnected(transport, channel, report));
    return transport;
  }

  /** Brings one producer in line with the own track, one step after the other. */
  function sync(trackKind: TrackKind): Promise<void> {
    queues[trackKind] = queues[trackKind].then(() => send(trackKind)).catch(report);
    return queues[trackKind];
  }

  async function send(trackKind: TrackKind): Promise<void> {
    if (sending.closed) return;
    const track = own.track(trackKind);
    const producer = producers.get(trackKind);
    if (track === null) {
      if (producer === undefined) return;
      producers.delete(trackKind);
      producer.close();
      await channel.request<'close-producer'>({ type: 'close-producer', producerId: producer.id });
      return;
    }
    const current = producer ?? (await produce(track));
    producers.set(trackKind, current);
    if (current.track !== track) {
      await current.replaceTrack({ track });
      if (trackKind === 'video') await current.setRtpEncodingParameters({ ...videoEncoding(kind, track) });
    }
    if (own.isOn(trackKind) === current.paused) current[current.paused ? 'resume' : 'pause']();
    adapter.refresh();
  }

  async function produce(track: MediaStreamTrack): Promise<types.Producer> {
    return sending.produce({
      track,
      // The tracks are lent: the producer neither stops them nor keeps encoding black while muted.
      stopTracks: false,
      zeroRtpOnPause: true,
      ...(track.kind === 'video'
        ? { encodings: [videoEncoding(kind, track)], codecOptions: { videoGoogleStartBitrate: 300 } }
        : { encodings: [{ maxBitrate: 32_000 }], codecOptions: { opusDtx: true, opusStereo: false } }),
    });
  }

  closing.add(own.changed$.subscribe((trackKind) => void sync(trackKind)));
  await Promise.all([sync('audio'), sync('video')]);

  return {
    transport: 'sfu',
    adapter,
    streams$: streams.streams$,
    problems$: problems,
    reconcile: (others: readonly RosterEntry[]) => receiver?.reconcile(others),
    close() {
      closing.unsubscribe();
      streams.close();
      problems.complete();
    },
  };
}
