import type { BrowserCommand } from 'vitest/node';
import { createJanusServer, hasJanus } from './janus-server.ts';

/** One real Janus for all browser tests of a run. */
function createJanusCommands(): {
  readonly janusAvailable: BrowserCommand<[]>;
  readonly janusOpen: BrowserCommand<[]>;
  readonly janusClose: BrowserCommand<[]>;
} {
  const server = createJanusServer();
  return {
    janusAvailable: () => hasJanus,
    janusOpen: () => server.start(),
    janusClose: () => server.stop(),
  };
}

/** For `browser.commands` of the Vitest configuration. */
export const janusCommands: ReturnType<typeof createJanusCommands> = createJanusCommands();
