import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createDemoServer,
  type DemoServer,
  type DemoServerOptions,
} from '../../../demo/server/create-demo-server.ts';
import { readSettings } from '../../../demo/server/read-settings.ts';

/** A demo server on a free port with a page of its own, closed when the test is over. */
export async function startDemo(
  options: Partial<DemoServerOptions> & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-demo-'));
  const clientFolder = join(folder, 'client');
  mkdirSync(join(clientFolder, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'cache', 'assent', 'media'), { recursive: true });
  writeFileSync(join(clientFolder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(clientFolder, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(folder, 'cache', 'assent', 'media', 'clip.mp4'), '0123456789');
  const { env = {}, ...rest } = options;
  const settings = readSettings({ PORT: '0', XDG_CACHE_HOME: join(folder, 'cache'), ...env });
  const server = await createDemoServer(settings, { clientFolder, ...rest });
  onTestFinished(() => server.close());
  return server;
}
