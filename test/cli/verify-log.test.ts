import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditExport } from '../../sdk/accountability/audit-log.ts';
import { createAuditLog } from '../../sdk/accountability/create-audit-log.ts';
import { runCli } from '../../sdk/cli/run-cli.ts';
import { createSigningKey, type SigningKey } from '../../sdk/integrity/signing-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-log-'));
let key: SigningKey;
let log: AuditExport;

beforeAll(async () => {
  key = await createSigningKey();
  const written = createAuditLog({ key });
  await written.append({ kind: 'session', event: 'opened', meetingId: 'meeting-1' });
  await written.append({ kind: 'contest', count: 1 });
  log = await written.export();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[], stdin = ''): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await runCli(['verify-log', ...args], {
    write: (text) => {
      out += text;
    },
    complain: (text) => {
      err += text;
    },
    readStdin: async () => stdin,
  });
  return { code, out, err };
}

const fileOf = (name: string, content: unknown): string => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('assent verify-log', () => {
  it('finds an untouched log valid, from a file and from standard input', async () => {
    expect(await run([fileOf('log.json', log)])).toEqual({
      code: 0,
      out: 'valid: 2 lines, 2 of them signed for; whose key it is was not checked (--key)\n',
      err: '',
    });
    const { code, out } = await run(['-', '--json'], JSON.stringify(log));
    expect([code, JSON.parse(out)]).toEqual([0, { kind: 'valid', lines: 2, signedLines: 2 }]);
  });

  it('says what is wrong with one that was changed, cut, or signed by somebody else', async () => {
    const [first, second] = log.lines;
    const changed = { ...log, lines: [first, { ...second, entry: { kind: 'contest', count: 9 } }] };
    expect((await run(['-'], JSON.stringify(changed))).out).toMatch(/^tampered at lines\.1\.hash:/);
    expect((await run(['-'], JSON.stringify({ ...log, lines: [first] }))).out).toMatch(
      /^truncated at lines:/,
    );
    expect(await run(['-'], 'no json')).toMatchObject({ code: 1, out: expect.stringMatching(/^malformed/) });
    const own = fileOf('own.json', key.publicKey);
    const other = fileOf('other.json', (await createSigningKey()).publicKey);
    expect(await run(['-', '--key', own], JSON.stringify(log))).toMatchObject({
      code: 0,
      out: 'valid: 2 lines, 2 of them signed for\n',
    });
    expect(await run(['-', '--key', other], JSON.stringify(log))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^foreign at checkpoints\.0\.publicKey:/),
    });
  });

  it('a wrong call is told apart from a wrong log', async () => {
    expect(await run([])).toMatchObject({ code: 2, err: expect.stringContaining('name one file') });
    expect(await run([join(folder, 'missing.json')])).toMatchObject({ code: 2 });
    expect(await run(['-', '--key', fileOf('bad.json', {})])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--key'),
    });
  });
});
