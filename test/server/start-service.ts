import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { jwtVerify, SignJWT } from 'jose';
import { vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { AggregationClient } from '../../sdk/meeting/aggregation-client.ts';
import { createAggregationClient } from '../../sdk/meeting/create-aggregation-client.ts';
import { type Contribution, createContributionWindow } from '../../sdk/meeting/create-contribution-window.ts';
import { readServerMessage, type ServerMessage } from '../../sdk/meeting/messages.ts';
import { createSigningKeys } from '../../sdk/meeting/secure/create-signing-keys.ts';
import type { AggregatorOptions } from '../../sdk/server/aggregator-options.ts';
import { type Aggregator, createAggregator } from '../../sdk/server/create-aggregator.ts';
import { createMemoryStore, type MemoryStore } from '../../sdk/server/create-memory-store.ts';
import type { GroupView } from '../../sdk/vocabulary.ts';
import type { TokenIssuer } from '../meeting/secure/token-issuer.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

const secret = new TextEncoder().encode('a secret that only the call platform has');

/** A token as the call platform would issue it. */
export function issueToken(
  meetingId: string,
  participantId: string,
  expiresAtMs: number,
  key: Uint8Array = secret,
): Promise<string> {
  return new SignJWT({ meetingId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(participantId)
    .setExpirationTime(Math.floor(expiresAtMs / 1000))
    .sign(key);
}

/** One participant with a real client on a real socket. */
export interface Participant {
  readonly client: AggregationClient;
  readonly views: GroupView[];
  readonly problems: string[];
  /** What the client sent, tokens left out. */
  readonly sent: string[];
  readonly received: string[];
  /** Binary frames, as sent. */
  readonly sentBytes: Uint8Array[];
  readonly receivedBytes: Uint8Array[];
  /** Set to have binary frames lost on their way to the service. */
  isMute: boolean;
  /** Set to contribute this smile share in each window; `null` to stay silent. */
  smile: number | null;
  /** Cuts the connection without a goodbye. */
  cut(): void;
}

/** A raw connection that sends whatever it is told to. */
export interface RawConnection {
  readonly messages: ServerMessage[];
  readonly closed: () => number | null;
  send(data: string | Uint8Array): void;
  close(): void;
}

/** A service on a real port, with a clock that the test moves. */
export interface Service {
  readonly aggregator: Aggregator;
  readonly clock: ManualClock;
  readonly store: MemoryStore;
  readonly problems: unknown[];
  /** Everything that participants have sent has come in, and what there was to do about it is done. */
  idle(): Promise<void>;
  join(
    participantId: string,
    smile: number | null,
    meetingId?: string,
    tokenSeconds?: number,
  ): Promise<Participant>;
  connect(): Promise<RawConnection>;
  /** Ends a window: collects until `contributions` are there (or were, if fewer remain), then sums. */
  window(contributions: number): Promise<void>;
  /** Two windows of the same contributors: after them a small group begins. */
  form(contributions: number): Promise<void>;
  /** Ends the present window and waits for the contributions, without summing. */
  collect(contributions: number): Promise<void>;
  settle(): void;
  stop(): Promise<void>;
}

/** Waits for something on the network, also on a machine that is busy with something else. */
export function until(condition: () => unknown): Promise<unknown> {
  return vi.waitUntil(condition, { timeout: 15_000, interval: 10 });
}

const windowSeconds = 10;
const collectSeconds = 2;

/**
 * @param issuer - the call's side, if contributions are to be blind
 */
export async function startService(
  options: Partial<AggregatorOptions> = {},
  issuer: TokenIssuer | null = null,
): Promise<Service> {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const problems: unknown[] = [];
  let arrived = 0;
  const aggregator = createAggregator({
    store,
    clock,
    windowSeconds,
    collectSeconds,
    async verifyToken(token) {
      const { payload } = await jwtVerify(token, secret, { currentDate: new Date(clock.nowMs()) });
      return {
        meetingId: String(payload.meetingId),
        participantId: payload.sub ?? '',
        expiresAt: (payload.exp ?? 0) * 1000,
      };
    },
    onProblem: (problem) => problems.push(problem),
    ...(issuer === null ? {} : { secure: { verifyIdentity: issuer.verifyIdentity } }),
    ...options,
  });
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 65_536 });
  server.on('connection', (socket) => {
    socket.on('message', () => {
      arrived += 1;
    });
    aggregator.accept(socket);
  });
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: AggregationClient[] = [];
  const joined: Participant[] = [];
  const raw: WebSocket[] = [];

  const service: Service = {
    aggregator,
    clock,
    store,
    problems,
    async idle() {
      await until(
        () =>
          arrived === joined.reduce((sum, { sent, sentBytes }) => sum + sent.length + sentBytes.length, 0),
      );
      // What came last is still to be verified.
      await new Promise((resolve) => setTimeout(resolve, 60));
    },
    async join(participantId, smile, meetingId = 'm', tokenSeconds = 600) {
      let socket: WebSocket | null = null;
      const sent: string[] = [];
      const received: string[] = [];
      const sentBytes: Uint8Array[] = [];
      const receivedBytes: Uint8Array[] = [];
      const signing = issuer === null ? null : await createSigningKeys();
      const client = createAggregationClient({
        connect() {
          const opened = new WebSocket(url);
          socket = opened;
          const send = opened.send.bind(opened);
          opened.send = (data: string | Uint8Array) => {
            if (opened.readyState !== WebSocket.OPEN || (participant.isMute && typeof data !== 'string'))
              return;
            if (typeof data === 'string') sent.push(data.replace(/"token":"[^"]*"/, '"token":"…"'));
            else sentBytes.push(Uint8Array.from(data));
            send(data);
          };
          opened.on('message', (data, isBinary) => {
            if (isBinary) receivedBytes.push(new Uint8Array(data as ArrayBuffer));
            else received.push(String(data));
          });
          return opened;
        },
        token: () => issueToken(meetingId, participantId, clock.nowMs() + tokenSeconds * 1000),
        firstBackoffMs: 20,
        maximumBackoffMs: 50,
        ...(issuer === null || signing === null
          ? {}
          : {
              secure: {
                meetingId,
                verifyIdentity: issuer.verifyIdentity,
                async identity() {
                  const token = await issuer.attest(meetingId, participantId, signing.publicKey);
                  return { participantId, token, privateKey: signing.privateKey };
                },
              },
            }),
      });
      clients.push(client);
      const views: GroupView[] = [];
      const problems: string[] = [];
      const participant: Participant = {
        client,
        views,
        problems,
        sent,
        received,
        sentBytes,
        receivedBytes,
        isMute: false,
        smile,
        cut: () => socket?.terminate(),
      };
      joined.push(participant);
      client.group$.subscribe((view) => views.push(view));
      client.problems$.subscribe((problem) => problems.push(problem.message));
      client.due$.subscribe(() => {
        if (participant.smile !== null) client.contribute(contributionOf(participant.smile));
      });
      await until(() => views.length > 1);
      return participant;
    },
    async connect() {
      const socket = new WebSocket(url);
      raw.push(socket);
      const messages: ServerMessage[] = [];
      let code: number | null = null;
      socket.on('message', (data, isBinary) => {
        if (!isBinary) messages.push(readServerMessage(String(data)));
      });
      socket.on('close', (value) => {
        code = value;
      });
      await once(socket, 'open');
      return {
        messages,
        closed: () => code,
        send: (data) => socket.send(data),
        close: () => socket.close(),
      };
    },
    async collect(contributions) {
      clock.advance(windowSeconds - ((clock.nowMs() / 1000) % windowSeconds));
      await until(() => store.held().vectors === contributions);
    },
    settle: () => clock.advance(collectSeconds),
    async window(contributions) {
      await service.collect(contributions);
      service.settle();
    },
    async form(contributions) {
      await service.window(contributions);
      await until(() => store.held().windows === 0);
      await service.window(contributions);
    },
    async stop() {
      for (const client of clients) client.close();
      for (const socket of raw) socket.terminate();
      await aggregator.close();
      server.close();
      for (const socket of server.clients) socket.terminate();
      await once(server, 'close');
    },
  };
  return service;
}

/** A contribution of someone who gave the smile to the group, and nothing else. */
function contributionOf(smileShare: number): Contribution {
  const window = createContributionWindow({
    scopes: [{ modality: 'face', purpose: 'group-summary', tier: 'behaviour' }],
  });
  for (let atSeconds = 0; atSeconds < 4; atSeconds += 1) {
    window.push({
      kind: 'measurement',
      atSeconds,
      modality: 'face',
      name: 'smile-share',
      unit: '1',
      windowSeconds: 1,
      reading: { kind: 'measured', value: smileShare, standardDeviation: null, quality: 1 },
    });
  }
  const contribution = window.finish();
  if (contribution === null) throw new Error('a given scope makes a contribution');
  return contribution;
}
