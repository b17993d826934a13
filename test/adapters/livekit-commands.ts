import type { BrowserCommand } from 'vitest/node';
import { createLiveKitServer, hasLiveKitServer } from './livekit-server.ts';

/** One real LiveKit server for all browser tests of a run. */
function createLiveKitCommands(): {
  readonly liveKitAvailable: BrowserCommand<[]>;
  readonly liveKitOpen: BrowserCommand<[]>;
  readonly liveKitToken: BrowserCommand<[room: string, identity: string]>;
  readonly liveKitRestart: BrowserCommand<[]>;
  readonly liveKitClose: BrowserCommand<[]>;
} {
  const server = createLiveKitServer();
  return {
    liveKitAvailable: () => hasLiveKitServer,
    liveKitOpen: () => server.start(),
    liveKitToken: (_context, room, identity) => server.token(room, identity),
    async liveKitRestart() {
      await server.stop();
      await server.start();
    },
    liveKitClose: () => server.stop(),
  };
}

/** For `browser.commands` of the Vitest configuration. */
export const liveKitCommands: ReturnType<typeof createLiveKitCommands> = createLiveKitCommands();
