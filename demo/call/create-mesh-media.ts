import { createWebRtcAdapter } from 'assent/adapters/webrtc';
import { Subject, Subscription } from 'rxjs';
import type { RelayedSignal } from '../server/client-messages.ts';
import type { RosterEntry } from '../server/server-messages.ts';
import type { CallMedia } from './call-media.ts';
import { CallProblem } from './call-problem.ts';
import { connectPeer, type Peer } from './connect-peer.ts';
import type { TrackKind } from './create-own-media.ts';
import type { MediaOptions } from './create-sfu-media.ts';
import { createReceivedStreams } from './received-streams.ts';

/** Sends to and receives from every other participant directly. */
export function createMeshMedia(selfId: string, { channel, own, kind, receive }: MediaOptions): CallMedia {
  const problems = new Subject<CallProblem>();
  const streams = createReceivedStreams();
  const peers = new Map<string, Peer>();
  // Somebody may offer before the roster names them here; an offer that was lost would never be made again.
  const early: { readonly from: string; readonly signal: RelayedSignal }[] = [];
  const closing = new Subscription();
  // Stands for what is published to the room, whoever is in it: its senders hold the own tracks, and it
  // never negotiates. So there is one place to tap, and signals may start before somebody else comes.
  const published = new RTCPeerConnection();
  closing.add(() => published.close());
  const adapter = createWebRtcAdapter(published);

  function report(cause: unknown): void {
    const why = cause instanceof Error ? cause.message : String(cause);
    problems.next(new CallProblem('media-failed', `Media failed: ${why}`, { cause }));
  }

  function publish(trackKind: TrackKind): void {
    const track = own.track(trackKind);
    const sender = published.getSenders().find((candidate) => candidate.track?.kind === trackKind);
    if (!sender && track) published.addTrack(track);
    else if (sender && track) sender.replaceTrack(track).then(adapter.refresh, report);
    else if (sender) published.removeTrack(sender);
    adapter.refresh();
    for (const peer of peers.values()) peer.send(trackKind, track);
  }

  function open(other: RosterEntry): Peer {
    const peer = connectPeer({
      polite: selfId < other.id,
      kind,
      receive,
      signal: (signal) => channel.send({ type: 'relay', to: other.id, signal }),
      received: (track) => streams.add(other.id, track),
      ended: (track) => streams.remove(other.id, track),
      report,
    });
    for (const trackKind of ['audio', 'video'] as const) peer.send(trackKind, own.track(trackKind));
    return peer;
  }

  publish('audio');
  publish('video');
  closing.add(own.changed$.subscribe(publish));
  closing.add(
    channel.news$.subscribe((news) => {
      if (news.type !== 'relay') return;
      const peer = peers.get(news.from);
      if (peer) peer.hear(news.signal);
      else early.push(news);
    }),
  );

  return {
    transport: 'mesh',
    adapter,
    streams$: streams.streams$,
    problems$: problems,
    reconcile(others) {
      const wanted = others.filter((other) => receive || other.receive);
      for (const [id, peer] of peers) {
        if (wanted.some((other) => other.id === id)) continue;
        peers.delete(id);
        peer.close();
        streams.removeAll(id);
      }
      for (const other of wanted) if (!peers.has(other.id)) peers.set(other.id, open(other));
      for (const { from, signal } of early.splice(0)) peers.get(from)?.hear(signal);
    },
    close() {
      closing.unsubscribe();
      for (const peer of peers.values()) peer.close();
      peers.clear();
      streams.close();
      problems.complete();
    },
  };
}
