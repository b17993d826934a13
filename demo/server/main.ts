import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDemoServer } from './create-demo-server.ts';
import { readSettings } from './read-settings.ts';

const log = (line: string): void => console.error(line);

try {
  // Built, this file is demo/dist/server/main.js beside demo/dist/client.
  const clientFolder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'client');
  const server = await createDemoServer(readSettings(process.env), { clientFolder, log });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`ready ${server.url}`);
} catch (error) {
  log(`the demo's server does not start: ${error instanceof Error ? error.message : String(error)}`);
  // What was opened before the failure, such as an SFU worker, would keep the process alive.
  process.exit(1);
}
