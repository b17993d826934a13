import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type SpawnedServer, spawnServer } from './spawn-server.ts';

const program = process.env.JANUS_BIN || '/usr/bin/janus';

/** Whether a Janus can be started here. */
export const hasJanus: boolean = existsSync(program);

/** A real Janus with its VideoRoom plugin on the loopback, with a room of number 1234. */
export interface JanusServer {
  /** Starts it unless it runs; resolves with its address. */
  start(): Promise<string>;
  stop(): Promise<void>;
}

/** Prepares a server with a configuration of its own. */
export function createJanusServer(): JanusServer {
  let running: { readonly server: SpawnedServer; readonly folder: string; readonly url: string } | null =
    null;

  async function open() {
    const folder = await mkdtemp(join(tmpdir(), 'assent-janus-'));
    const port = await freePort();
    // A folder of its own: nothing of the machine's own Janus is read, no other transport opens a port, and no
    // other plugin is loaded: one of them makes a folder for its recordings wherever it is started.
    const except = (names: string): string =>
      `{ disable = "${names.replaceAll(/\w+/g, 'libjanus_$&.so').replaceAll(' ', ',')}" }`;
    const plugins =
      'audiobridge duktape echotest lua nosip recordplay sip streaming textroom videocall voicemail';
    const files = {
      'janus.jcfg': `general: { debug_level = 4 }\nmedia: { ipv6 = false }\nplugins: ${except(plugins)}\ntransports: ${except('http pfunix mqtt rabbitmq nanomsg')}\n`,
      'janus.transport.websockets.jcfg': `general: { ws = true; ws_port = ${port}; ws_ip = "127.0.0.1" }\n`,
      'janus.plugin.videoroom.jcfg': 'general: {}\nroom-1234: { description = "example"; publishers = 6 }\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    // It makes a folder for recordings where it stands, which must not be the project's own.
    // Debian's Janus 1.1.2 crashes on a connection that comes while it still loads: its port says too little.
    const said = /WebSockets thread started/;
    const server = await spawnServer(program, ['--configs-folder', folder], { said }, folder);
    await sleep(500);
    return { server, folder, url: `ws://127.0.0.1:${port}` };
  }

  return {
    async start() {
      running ??= await open();
      return running.url;
    },
    async stop() {
      const ending = running;
      running = null;
      await ending?.server.kill();
      if (ending) await rm(ending.folder, { recursive: true, force: true });
    },
  };
}
