import { BehaviorSubject, filter, firstValueFrom, map, merge, Subject, Subscription, take } from 'rxjs';
import type { RoomTransport, RosterEntry } from '../server/server-messages.ts';
import { attestOwnKey } from './attest-own-key.ts';
import type { Call, CallState, CallTransport, JoinOptions, RemoteParticipant, SelfState } from './call.ts';
import type { CallMedia } from './call-media.ts';
import { CallProblem } from './call-problem.ts';
import { createCallAdapter } from './create-call-adapter.ts';
import { createMeshMedia } from './create-mesh-media.ts';
import { createOwnMedia } from './create-own-media.ts';
import { createSfuMedia, type MediaOptions } from './create-sfu-media.ts';
import { createSignalChannel, type News, type SignalChannel } from './create-signal-channel.ts';
import { requestToken } from './request-token.ts';

type Welcome = Extract<News, { type: 'welcome' }>;

/**
 * Joins a room: through the SFU if the room has one, as a mesh otherwise.
 *
 * Resolves once the participant is in the room and the own media is on its
 * way. Own tracks are lent: the call mutes them by `enabled` and never stops
 * them.
 *
 * @throws CallProblem (rejection) `refused` or `connection-lost`
 */
export async function joinCall(options: JoinOptions): Promise<Call> {
  const { roomId, name, kind, stream, receive = true } = options;
  const token = await requestToken({ roomId, name, kind });
  const channel = createSignalChannel(socketUrl('/signal'), token, receive);
  const welcome = await firstWelcome(channel);
  const selfId = welcome.self.id;
  const own = createOwnMedia(stream);
  const mediaOptions: MediaOptions = { channel, own, kind, receive };
  const media = new BehaviorSubject<CallMedia | null>(null);
  const transport = new BehaviorSubject<CallTransport>(welcome.room.transport);
  const participants = new BehaviorSubject<readonly RemoteParticipant[]>([]);
  const self = new BehaviorSubject<SelfState>({ host: false, ...own.state });
  const state = new BehaviorSubject<CallState>('connected');
  const problems = new Subject<CallProblem>();
  const life = new Subscription();
  let roster: readonly RosterEntry[] = [];
  let streams: ReadonlyMap<string, MediaStream> = new Map();
  let generation = -1;
  let mediaLife = new Subscription();

  const others = () => roster.filter(({ id }) => id !== selfId);
  const tellMedia = () => channel.send({ type: 'media', ...own.state });

  function show(): void {
    participants.next(
      others().map(({ id, receive: _receive, producers: _producers, ...entry }) => ({
        id,
        ...entry,
        stream: streams.get(id) ?? null,
      })),
    );
  }

  /** Sets media up for this state of the room; a newer state overtakes it. */
  async function setUp(room: RoomTransport): Promise<void> {
    const mine = room.generation;
    generation = mine;
    const next = await openMedia(room);
    if (next === null || generation !== mine || state.value === 'left' || state.value === 'failed') {
      next?.close();
      return;
    }
    mediaLife.unsubscribe();
    mediaLife = new Subscription();
    mediaLife.add(next.problems$.subscribe((problem) => problems.next(problem)));
    mediaLife.add(
      next.streams$.subscribe((received) => {
        streams = received;
        show();
      }),
    );
    const previous = media.value;
    media.next(next);
    previous?.close();
    if (transport.value !== next.transport) transport.next(next.transport);
    next.reconcile(others());
  }

  async function openMedia(room: RoomTransport): Promise<CallMedia | null> {
    try {
      return room.transport === 'sfu'
        ? await createSfuMedia(room, mediaOptions)
        : createMeshMedia(selfId, mediaOptions);
    } catch (cause) {
      // After a break the next welcome sets it up anew.
      if (!(cause instanceof CallProblem && cause.code === 'connection-lost')) {
        const why = cause instanceof Error ? cause.message : String(cause);
        problems.next(new CallProblem('media-failed', `Media could not be set up: ${why}`, { cause }));
      }
      return null;
    }
  }

  function hear(news: News): void {
    switch (news.type) {
      case 'welcome':
        tellMedia();
        if (channel.takeInterrupted() || news.room.generation !== generation) void setUp(news.room);
        break;
      case 'room':
        problems.next(new CallProblem('transport-changed', transportText(news.room.transport)));
        void setUp(news.room);
        break;
      case 'roster': {
        roster = news.participants;
        const host = roster.some((entry) => entry.id === selfId && entry.host);
        if (host !== self.value.host) self.next({ ...self.value, host });
        media.value?.reconcile(others());
        show();
        break;
      }
      case 'error':
        problems.next(new CallProblem('message-refused', news.message));
        break;
      case 'relay':
      case 'unanimity':
        break;
    }
  }

  function end(final: 'left' | 'failed'): void {
    if (state.value === 'left' || state.value === 'failed') return;
    state.next(final);
    life.unsubscribe();
    mediaLife.unsubscribe();
    const last = media.value;
    media.complete();
    last?.close();
    own.close();
    for (const subject of [state, problems, transport, participants, self]) subject.complete();
  }

  const adapter = createCallAdapter(media);
  life.add(channel.problems$.subscribe((problem) => problems.next(problem)));
  life.add(channel.news$.subscribe(hear));
  life.add(
    channel.state$.subscribe((current) => {
      if (current === 'closed') end('failed');
      else if (current === 'open' && state.value === 'reconnecting') state.next('connected');
      else if (current === 'connecting' && state.value === 'connected') state.next('reconnecting');
    }),
  );
  life.add(
    own.state$.subscribe((current) => {
      self.next({ host: self.value.host, ...current });
      tellMedia();
    }),
  );
  life.add(
    own.lost$.subscribe((trackKind) => {
      problems.next(
        trackKind === 'audio'
          ? new CallProblem('microphone-lost', 'Your microphone is gone. The call goes on without it.')
          : new CallProblem('camera-lost', 'Your camera is gone. The call goes on without it.'),
      );
    }),
  );
  await setUp(welcome.room);

  return {
    self: { id: selfId, name: welcome.self.name },
    meetingId: welcome.meetingId,
    transport$: transport,
    get transport() {
      return transport.value;
    },
    participants$: participants,
    self$: self,
    state$: state,
    problems$: problems,
    adapter,
    setMicrophone: (on) => own.setOn('audio', on),
    setCamera: (on) => own.setOn('video', on),
    setAway: (away) => own.setAway(away),
    async replaceTrack(track) {
      own.replace(track);
    },
    aggregation: {
      url: socketUrl('/aggregate'),
      async token() {
        return (await channel.request<'aggregate-token'>({ type: 'aggregate-token' })).token;
      },
      secure: attestOwnKey(channel, selfId, (id) => roster.some((entry) => entry.id === id)),
    },
    unanimity: {
      say: (consents) => channel.send({ type: 'unanimity', consents }),
      verdicts$: channel.news$.pipe(
        filter((news) => news.type === 'unanimity'),
        map(({ everyone }) => everyone),
      ),
    },
    async leave() {
      end('left');
      channel.close();
    },
  };
}

async function firstWelcome(channel: SignalChannel): Promise<Welcome> {
  const refused = channel.problems$.pipe(
    filter(({ code }) => code === 'refused' || code === 'connection-lost'),
  );
  const welcome = channel.news$.pipe(filter((news) => news.type === 'welcome'));
  const first = await firstValueFrom(merge(welcome, refused).pipe(take(1)));
  if (!(first instanceof CallProblem)) return first;
  channel.close();
  throw first;
}

function socketUrl(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

function transportText(transport: CallTransport): string {
  return transport === 'sfu'
    ? 'The media server was started again; media is being set up anew.'
    : 'The media server stopped; the call goes on directly between the participants.';
}
