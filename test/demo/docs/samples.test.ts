import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docSamplesOf, samplesOf } from './samples-of.ts';
import { typeErrorsOf } from './type-errors-of.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('demo/docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !/^(reference|\.vitepress)\b/.test(file))
    .map((file) => join('demo/docs', file)),
].map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const sources = ['sdk', 'adapters'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);

/** What the samples in doc comments take for granted, as each stands beside what it is about. */
const assumed = `
  import type { AssentSession, ConsentLedger, Deployment, AssetUrls, ScopeState, ActiveComputation } from 'assent';
  import type { AdapterHarness } from 'assent/testing';
  declare const session: AssentSession; declare const ledger: ConsentLedger; declare const deployment: Deployment;
  declare const assets: AssetUrls; declare const track: MediaStreamTrack; declare const connection: RTCPeerConnection;
  declare const states: readonly ScopeState[]; declare const active: readonly ActiveComputation[];
  declare const asking: boolean; declare function joinRealCall(): Promise<AdapterHarness>;
`;

describe('the samples of README, guides and doc comments', () => {
  it('compile', { timeout: 120_000 }, () => {
    const written = pages.flatMap(({ file, text }) => samplesOf(file, text));
    const documented = sources.flatMap((file) => docSamplesOf(file, readFileSync(file, 'utf8'), assumed));
    const samples = [...written, ...documented];
    expect(written.length).toBeGreaterThan(15);
    expect(documented.length).toBeGreaterThan(5);
    expect(typeErrorsOf(samples)).toEqual([]);
  });

  it('are seen to fail where one is wrong', { timeout: 120_000 }, () => {
    const page =
      '# A page\n\n<!-- given\ndeclare const a: number;\n-->\n\n```ts\nconst b: string = a;\n```\n';
    const errors = typeErrorsOf(samplesOf('page.md', page));
    expect(errors).toEqual(["page.md:8: Type 'number' is not assignable to type 'string'."]);
  });

  it('name scripts and commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const commands = readFileSync('sdk/cli/run-cli.ts', 'utf8');
    const unknown = pages.flatMap(({ file, text }) => [
      ...[...text.matchAll(/npm run ([a-z][\w:-]*)/g)]
        .filter(([, name = '']) => scripts[name] === undefined)
        .map(([call]) => `${file}: ${call}`),
      ...[...text.matchAll(/npx assent ([a-z][\w-]*)/g)]
        .filter(([, name = '']) => !new RegExp(`^ {2}'?${name}'?: \\{`, 'm').test(commands))
        .map(([call]) => `${file}: ${call}`),
    ]);
    expect(unknown).toEqual([]);
  });
});
