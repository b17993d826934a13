import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import livekit from '../../demo/setup/livekit-server.json' with { type: 'json' };
import { freePort, type SpawnedServer, spawnServer } from './spawn-server.ts';

const cached = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'assent',
  'livekit-server',
  `${livekit.version}-${platform()}-${arch()}`,
  'livekit-server',
);
const program = process.env.ASSENT_LIVEKIT_SERVER || process.env.LIVEKIT_SERVER_BIN || cached;

/** Whether a LiveKit server can be started here. */
export const hasLiveKitServer: boolean = existsSync(program);

/** A real LiveKit server on the loopback, at the same address after each restart. */
export interface LiveKitServer {
  readonly keys: Readonly<Record<string, string>>;
  /** Starts it unless it runs; resolves with its address. */
  start(): Promise<string>;
  stop(): Promise<void>;
  token(room: string, identity: string): Promise<string>;
  /** The client of its API, as an app's server has it. */
  rooms(): Promise<RoomServiceClient>;
}

/** Prepares a server with a secret of its own. */
export function createLiveKitServer(): LiveKitServer {
  const key = 'test';
  const secret = randomBytes(32).toString('hex');
  let ports: readonly [number, number] | null = null;
  let server: SpawnedServer | null = null;

  async function start(): Promise<string> {
    ports ??= [await freePort(), await freePort()];
    const [port, tcpPort] = ports;
    const config = {
      port,
      bind_addresses: ['127.0.0.1'],
      rtc: {
        tcp_port: tcpPort,
        node_ip: '127.0.0.1',
        use_external_ip: false,
        enable_loopback_candidate: true,
      },
      keys: { [key]: secret },
      logging: { level: 'warn' },
    };
    server ??= await spawnServer(program, ['--config-body', JSON.stringify(config)], { port });
    return `ws://127.0.0.1:${port}`;
  }

  return {
    keys: { [key]: secret },
    start,
    async stop() {
      await server?.kill();
      server = null;
    },
    token(room, identity) {
      const token = new AccessToken(key, secret, { identity, ttl: 600 });
      token.addGrant({ roomJoin: true, room });
      return token.toJwt();
    },
    rooms: async () => new RoomServiceClient((await start()).replace('ws', 'http'), key, secret),
  };
}
