import type { WebSocketLike } from '../meeting/web-socket-like.ts';
import { acceptConnection, type Connection, type ConnectionHost } from './accept-connection.ts';
import { type AggregatorOptions, settleOptions } from './aggregator-options.ts';
import { acceptAnywhere } from './cluster/accept-anywhere.ts';
import { createRelay, serviceRestart } from './cluster/create-relay.ts';
import { createMeetingRoom, type MeetingRoom } from './meeting-room.ts';

/** How an aggregator is doing. */
export interface AggregatorStatus {
  /** Whether new participants can be taken: it is not stopping, and its store can be used. */
  readonly isReady: boolean;
  /** Meetings that are at home on this node. */
  readonly meetings: number;
  readonly connections: number;
  /** Connections to this node whose meetings are at home on another. */
  readonly relayed: number;
}

/** The service that adds groups up. */
export interface Aggregator {
  /**
   * Serves a socket that is open, whatever made it: the server side of `ws` fits as it is. The service
   * reads and closes it from now on.
   */
  accept(socket: WebSocketLike): void;
  /**
   * Takes a participant out who has left the call: closes the connection, and what was contributed to
   * the open window is not in the sum. The same happens when the socket closes by itself.
   */
  leave(meetingId: string, participantId: string): Promise<void>;
  /** For health checks and metrics. */
  status(): Promise<AggregatorStatus>;
  /** Stops: open windows are dropped and told as withheld with `service-stopped`, all sockets are closed. */
  close(): Promise<void>;
}

/**
 * Creates the aggregation service: per meeting and window it sums the contributions of at least `k`
 * participants (never fewer than 5) and tells everyone connected the same view, or the same `withheld`.
 *
 * Windows are aligned to the clock. When one ends, the service asks everyone for what they measured in
 * it, takes contributions for `collectSeconds`, sums, publishes and forgets them. A participant whose
 * socket closes, who withdraws, or who is taken out by `leave` before the sum is not in it.
 *
 * With `roster` the meeting's participants are the call's: who is not in the call gets no place, and who has
 * left it loses theirs before the next window. Where the call cannot be asked, nobody is let in and the
 * window is withheld.
 *
 * From 20 contributors on each window is shown; a smaller group in words, always the same people, and less and less
 * often (see `paceAfter`): when it is not due, nobody is asked for anything.
 *
 * What is kept: the vectors of the window being collected, for at most `collectSeconds`; per meeting the
 * participant ids in blocks (see `admitCohort`), for `guardSeconds` after the last published window.
 *
 * With `secure` the sums are blind: the service plays its part of the protocol of Bonawitz et al. 2017 (see
 * `createSecureClient` for the rounds, the claim, and what it rests on) and sees masked inputs instead of
 * vectors. Keys last as long as the cohort does. A group of more than `largestCohort` is several cohorts,
 * each of at least `k`, of which newcomers are drawn by commit and reveal; what is published is the sum of
 * their sums. Who first contributes in a window is in the sums from the next one on. Who goes away once the
 * third round has begun is still in that window's sum.
 *
 * Limits: without `secure` the service sees single contributions while it collects. It trusts the issuer of
 * the tokens that each participant is one person, and colluders can subtract themselves from a block.
 *
 * @remarks Owns the sockets it accepted and closes the store with itself. Runs on Node and elsewhere.
 * @throws TypeError naming the option that is missing or out of range, such as a `k` below 5
 */
export function createAggregator(options: AggregatorOptions): Aggregator {
  const settings = settleOptions(options);
  const { clock, limits } = settings;
  const windowMs = settings.windowSeconds * 1000;
  const rooms = new Map<string, MeetingRoom>();
  const connections = new Set<Connection>();
  let stopping = false;
  let cancelTimer = scheduleCollecting();

  const { cluster } = settings;
  const relay =
    cluster === null
      ? null
      : createRelay({
          cluster,
          serve,
          leave: (meetingId, participantId) => {
            rooms.get(meetingId)?.expel(participantId).catch(settings.onProblem);
          },
          bufferedBytes: limits.bufferedBytes,
          onLapse: () => void endRooms(serviceRestart, 'begin anew'),
        });

  return {
    accept(socket) {
      const busy = connections.size + (relay?.size ?? 0) >= limits.connections;
      if (cluster === null || relay === null || stopping || busy) serve(socket);
      else acceptAnywhere(socket, { settings, cluster, relay, serve });
    },
    async leave(meetingId, participantId) {
      const room = rooms.get(meetingId);
      if (room !== undefined) return room.expel(participantId);
      if (cluster === null || relay === null) return;
      const home = await cluster.locate(meetingId);
      if (home.kind === 'elsewhere') relay.leave(home.node, meetingId, participantId);
      else if (home.kind === 'here' && !rooms.has(meetingId)) await cluster.release(meetingId);
    },
    async status() {
      const usable = (await settings.store.ready?.().catch(() => false)) ?? true;
      return {
        isReady: !stopping && usable,
        meetings: rooms.size,
        connections: connections.size,
        relayed: relay?.size ?? 0,
      };
    },
    async close() {
      if (stopping) return;
      stopping = true;
      cancelTimer();
      await endRooms(1001, 'service-stopped');
      await relay?.close(1001, 'service-stopped');
      await settings.store.close();
    },
  };

  function serve(socket: WebSocketLike): void {
    const host: ConnectionHost = { settings, roomFor, closed };
    const connection = acceptConnection(socket, host);
    connections.add(connection);
    if (stopping) connection.refuse('service-stopped');
    else if (connections.size > limits.connections) connection.refuse('busy');

    function closed(room: MeetingRoom | null): void {
      connections.delete(connection);
      if (room !== null) removeIfEmpty(room);
    }
  }

  /** Ends every window that is open as withheld, and every connection. */
  async function endRooms(code: number, reason: string): Promise<void> {
    const ending = [...rooms.values()];
    rooms.clear();
    await Promise.all(ending.map((room) => room.stop().catch(settings.onProblem)));
    for (const connection of [...connections]) connection.close(code, reason);
    await Promise.all(ending.map((room) => release(room)));
  }

  async function release(room: MeetingRoom): Promise<void> {
    await cluster?.release(room.meetingId).catch(settings.onProblem);
  }

  function roomFor(meetingId: string): MeetingRoom | null {
    if (stopping) return null;
    const room = rooms.get(meetingId) ?? createMeetingRoom(meetingId, settings);
    rooms.set(meetingId, room);
    return room;
  }

  function removeIfEmpty(room: MeetingRoom): void {
    if (room.size > 0) return;
    if (rooms.get(room.meetingId) !== room) return;
    rooms.delete(room.meetingId);
    room
      .stop()
      .catch(settings.onProblem)
      .then(() => (rooms.has(room.meetingId) ? undefined : release(room)));
  }

  function scheduleCollecting(): () => void {
    const boundary = Math.floor(clock.nowMs() / windowMs) + 1;
    const delayMs = Math.max(0, boundary * windowMs - clock.nowMs());
    return clock.schedule(delayMs, () => collect(boundary - 1));
  }

  function collect(window: number): void {
    forEachRoom((room) => room.collect(window));
    cancelTimer = clock.schedule(settings.collectSeconds * 1000, settle);
  }

  function settle(): void {
    forEachRoom((room) => room.settle());
    cancelTimer = scheduleCollecting();
  }

  function forEachRoom(task: (room: MeetingRoom) => Promise<void>): void {
    for (const room of rooms.values()) task(room).catch(settings.onProblem);
  }
}
