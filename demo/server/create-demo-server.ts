import { createRequire } from 'node:module';
import Fastify, { type FastifyInstance } from 'fastify';
import { acceptSockets } from './accept-sockets.ts';
import { createAttestations } from './create-attestations.ts';
import { createGroupService } from './create-group-service.ts';
import { createRooms, type Rooms } from './create-rooms.ts';
import { createSfu, type Sfu } from './create-sfu.ts';
import { createTokens, type Tokens } from './create-tokens.ts';
import { joinedToken } from './joined-token.ts';
import { publishRevocations } from './publish-revocations.ts';
import type { Settings } from './read-settings.ts';
import { securityHeaders } from './security-headers.ts';
import { serveApi } from './serve-api.ts';
import { modulesFolder, serveAssets } from './serve-assets.ts';
import { serveSignal } from './serve-signal.ts';

/** A server that listens. */
export interface DemoServer {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly sfu: Sfu;
  close(): Promise<void>;
}

/** What a test sets otherwise. */
export interface DemoServerOptions {
  /** Folder of the built page. */
  readonly clientFolder: string;
  readonly log?: (line: string) => void;
  /** How long a place is kept for a participant whose connection broke. */
  readonly graceMs?: number;
  readonly heartbeatMs?: number;
  readonly capacity?: number;
  readonly mostRooms?: number;
  readonly tokens?: Tokens;
}

/** Composes the demo's server and listens: page, assets, room tokens, signalling, SFU, aggregation. */
export async function createDemoServer(settings: Settings, options: DemoServerOptions): Promise<DemoServer> {
  const { log = () => undefined, tokens = createTokens(), heartbeatMs = 10_000 } = options;
  const app = Fastify({ logger: false, forceCloseConnections: true });
  const sfu = createSfu({ workerPath: settings.sfuWorkerPath, log });
  const attestations = await createAttestations();
  const aggregator = createGroupService({
    windowSeconds: settings.windowSeconds,
    verifyToken: (token) => joinedToken(token, tokens),
    roster: { participantsOf: (meetingId) => rooms.participantsOf(meetingId) },
    attestationKey: attestations.publicKey,
    log,
  });
  const rooms = createRooms({
    sfu,
    listen: { ip: settings.listenIp, announced: settings.announcedAddress },
    mostRooms: options.mostRooms ?? 100,
    capacity: options.capacity ?? 24,
    graceMs: options.graceMs ?? 15_000,
    onLeft: (meetingId, participantId) => {
      aggregator
        .leave(meetingId, participantId)
        .catch((error: unknown) =>
          log(`aggregation: ${error instanceof Error ? error.message : String(error)}`),
        );
    },
  });

  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders(request.headers.host)))
      reply.header(name, value);
  });
  serveApi(app, { rooms, tokens, sfu });
  await publishRevocations(app, settings.revocations);
  await serveAssets(app, {
    client: options.clientFolder,
    cache: settings.cacheFolder,
    modules: modulesFolder(createRequire(import.meta.url).resolve('@mediapipe/tasks-vision')),
  });
  app.get('/r/:room', (_request, reply) => reply.sendFile('index.html'));
  const sockets = acceptSockets(
    app.server,
    {
      '/signal': (socket) => serveSignal(socket, { rooms, tokens, attestations, log }),
      '/aggregate': (socket) => aggregator.accept(socket),
    },
    heartbeatMs,
  );
  await app.listen({ port: settings.port, host: settings.host });
  return {
    url: urlOf(app, settings.host),
    app,
    rooms,
    tokens,
    sfu,
    async close() {
      await aggregator.close();
      sockets.close();
      rooms.close();
      sfu.close();
      await app.close();
    },
  };
}

function urlOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
