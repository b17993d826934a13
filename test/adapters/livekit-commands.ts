import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { arch, homedir, platform } from 'node:os';
import { join } from 'node:path';
import { AccessToken } from 'livekit-server-sdk';
import type { BrowserCommand } from 'vitest/node';
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

/** One real LiveKit server for all browser tests of a run. */
function createLiveKitCommands(): {
  readonly liveKitAvailable: BrowserCommand<[]>;
  readonly liveKitOpen: BrowserCommand<[]>;
  readonly liveKitToken: BrowserCommand<[room: string, identity: string]>;
  readonly liveKitRestart: BrowserCommand<[]>;
  readonly liveKitClose: BrowserCommand<[]>;
} {
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

  async function stop(): Promise<void> {
    await server?.kill();
    server = null;
  }

  return {
    liveKitAvailable: () => existsSync(program),
    liveKitOpen: start,
    liveKitToken(_context, room, identity) {
      const token = new AccessToken(key, secret, { identity, ttl: 600 });
      token.addGrant({ roomJoin: true, room });
      return token.toJwt();
    },
    async liveKitRestart() {
      await stop();
      await start();
    },
    liveKitClose: stop,
  };
}

/** For `browser.commands` of the Vitest configuration. */
export const liveKitCommands: ReturnType<typeof createLiveKitCommands> = createLiveKitCommands();
