import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../sdk/cli/run-cli.ts';
import type { ConsentRecord } from '../../sdk/consent/record/consent-record.ts';
import { copyOf, exampleRecord } from '../consent/record/example-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-cli-'));
const file = join(folder, 'record.json');
let record: ConsentRecord;

beforeAll(async () => {
  record = await exampleRecord('meeting-1', 'a challenge');
  writeFileSync(file, JSON.stringify(record));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    write: (text) => {
      out += text;
    },
    complain: (text) => {
      err += text;
    },
    readStdin: async () => input,
  });
  return { code, out, err };
}

describe('assent verify-record', () => {
  it('says that a record is valid, in words and as JSON', async () => {
    const words = await run(['verify-record', file]);
    expect(words).toMatchObject({ code: 0, err: '' });
    expect(words.out).toMatch(/^valid: 16 events, the meeting has ended; .*controller-address/);
    const { code, out } = await run(['verify-record', '--json', '--challenge', 'a challenge', file]);
    expect([code, JSON.parse(out)]).toMatchObject([0, { kind: 'valid', events: 16 }]);
  });

  it('names what is wrong and exits with 1', async () => {
    const cut = copyOf(record);
    cut.events.pop();
    expect(await run(['verify-record', '-'], JSON.stringify(cut))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^truncated at events: /),
    });
    expect(await run(['verify-record', '-'], '{"half a')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^malformed /),
    });
    expect(await run(['verify-record', file, '--meeting', 'other'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^foreign at header\.meetingId/),
    });
    expect(await run(['verify-record', file, '--subject', 'other'])).toMatchObject({ code: 1 });
    expect(await run(['verify-record', file, '--challenge', 'other'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^replayed /),
    });
  });

  it('exits with 2 where the call is wrong', async () => {
    for (const args of [[], ['--what'], [join(folder, 'missing.json')], [file, file]]) {
      expect(await run(['verify-record', ...args])).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(/^verify-record: /),
      });
    }
  });
});

describe('assent', () => {
  it('tells its commands: on request to standard output, otherwise to standard error', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('verify-record') });
    for (const args of [[], ['constructor'], ['verify']]) {
      expect(await run(args)).toMatchObject({ code: 2, err: expect.stringContaining('usage:') });
    }
  });

  it('prints the JSON Schema of records', async () => {
    const { code, out } = await run(['record-schema']);
    expect([code, JSON.parse(out).title]).toEqual([0, 'Assent consent record']);
  });
});

describe('as built', () => {
  it('runs as a program, on a file and on standard input', () => {
    expect(execFileSync(execPath, ['dist/cli.js', 'verify-record', file], { encoding: 'utf8' })).toMatch(
      /^valid: /,
    );
    const { status, stdout } = spawnSync(execPath, ['dist/cli.js', 'verify-record', '-'], {
      input: JSON.stringify({ ...record, events: [] }),
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, expect.stringMatching(/^truncated /)]);
  });
});
