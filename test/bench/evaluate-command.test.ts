import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWav } from '../../bench/golden/write-wav.ts';
import { vowel } from '../voice/signals.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a script of `bench/` as the command does, after its set-up. */
const run = (script: string, ...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', join('bench', script), ...args];
    execFile(process.execPath, command, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

// Each starts a process.
describe('npm run evaluate', { timeout: 30_000 }, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assent-evaluate-'));
    const sound = vowel({ rateHz: 16_000, seconds: 0.6, pitchHz: () => 150 });
    writeFileSync(join(folder, 'a.wav'), writeWav({ samples: sound, rateHz: 16_000 }));
    writeFileSync(join(folder, 'a.f0'), '150\n'.repeat(55));
    writeFileSync(
      join(folder, 'm.csv'),
      'audio,f0,hop_seconds,group_sex\na.wav,a.f0,0.01,f\nno.wav,a.f0,0.01,f\na.wav,a.f0,soon,m\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('--help names every task, column and figure', async () => {
    const { code, out } = await run('evaluate.mjs', '--help');
    expect(code).toBe(0);
    for (const word of ['pitch', 'vad', 'syllables', 'arousal', 'f0', 'hop_seconds', 'segments', 'speaker'])
      expect(out).toContain(word);
    for (const word of ['--head', '--compare', 'ownHead']) expect(out).toContain(word);
    for (const word of ['neutral', 'group_*', 'grossErrorRate', 'falsePositiveRate', 'coverage', 'skipped'])
      expect(out).toContain(word);
  });

  test('writes JSON of the shape and the names that it promises, and names bad rows by their line', async () => {
    const json = join(folder, 'out.json');
    const { code, out } = await run(
      'evaluate.ts',
      'pitch',
      '--manifest',
      join(folder, 'm.csv'),
      '--json',
      json,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/1 recordings? measured, 2 skipped/);
    const { metrics, groups, skipped, ...rest } = JSON.parse(readFileSync(json, 'utf8'));
    expect(rest).toEqual({});
    const names = [
      'grossErrorRate',
      'medianErrorCents',
      'realTimeFactor',
      'voicedRecall',
      'voicingErrorRate',
    ];
    for (const figures of [metrics, groups.group_sex.f]) {
      expect(Object.keys(figures).sort()).toEqual(names);
      for (const name of names)
        expect(Object.keys(figures[name]).sort()).toEqual(['high', 'low', 'n', 'value']);
    }
    expect(Object.keys(groups.group_sex)).toEqual(['f']);
    expect(skipped.map(({ line }: { line: number }) => line)).toEqual([3, 4]);
    expect(skipped[1].reason).toContain('hop_seconds');
  });

  test('a head that is none ends with 2 before anybody is looked at', async () => {
    const head = join(folder, 'head.manifest.json');
    writeFileSync(head, '[]');
    const args = ['affect', '--manifest', join(folder, 'm.csv'), '--head', head];
    const { code, err } = await run('evaluate-faces.ts', ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(/head\.manifest\.json: it holds no manifest/)]);
  });

  test('a call that makes no sense, and a manifest that is not there, end with 2 and say what is wrong', async () => {
    const unknown = await run('evaluate.ts', 'mood', '--manifest', join(folder, 'm.csv'));
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('usage:')]);
    const missing = await run('evaluate.ts', 'pitch', '--manifest', join(folder, 'none.csv'));
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('none.csv')]);
  });
});
