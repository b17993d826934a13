import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../demo/setup/with-lock.mjs';

/** @type {string} */
let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assent-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('withLock', () => {
  it('lets one in at a time and tells the other whom it waits for', async () => {
    const lock = join(folder, 'deeper', 'lock');
    /** @type {string[]} */
    const events = [];
    /** @type {number[]} */
    const owners = [];
    /** @param {string} name */
    const enter = (name) =>
      withLock(
        lock,
        async () => {
          events.push(`${name} in`);
          await sleep(50);
          events.push(`${name} out`);
        },
        { onWait: (owner) => owners.push(owner) },
      );
    await Promise.all([enter('a'), enter('b')]);
    expect(events).toEqual(['a in', 'a out', 'b in', 'b out']);
    expect(owners).toEqual([process.pid]);
    expect(existsSync(lock)).toBe(false);
  });

  it.each(['a process that has ended', 'nobody'])('takes over a lock held by %s', async (whose) => {
    const { pid } = spawnSync(execPath, ['-e', '']);
    const lock = join(folder, 'lock');
    await writeFile(lock, whose === 'nobody' ? '' : String(pid));
    expect(await withLock(lock, async () => 'in')).toBe('in');
  });

  it('lets go when the work fails', async () => {
    const lock = join(folder, 'lock');
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });
});
