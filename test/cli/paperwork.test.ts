import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../sdk/cli/run-cli.ts';
import faceRules from '../../sdk/models/face-affect-rules.card.json' with { type: 'json' };
import voiceRules from '../../sdk/models/voice-affect-rules.card.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'assent-paperwork-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const atWork = {
  context: 'workplace',
  jurisdictions: ['DE', 'FR'],
  controller: { name: 'Muster | Söhne GmbH', contact: 'datenschutz@example.org' },
  purposes: ['self-view', 'group-summary'],
};
const inIllinois = {
  context: 'consumer',
  jurisdictions: ['US-IL'],
  controller: { name: 'Example', contact: 'privacy@example.org', address: '1 Example Street' },
  purposes: ['self-view'],
  retentionPolicy: { uri: 'https://example.org/retention' },
};
let runs = 0;

async function write(declaration: unknown, ...more: string[]) {
  runs += 1;
  const out = join(folder, `out-${runs}`);
  const file = join(folder, `declaration-${runs}.json`);
  writeFileSync(file, typeof declaration === 'string' ? declaration : JSON.stringify(declaration));
  let told = '';
  const io = {
    write: () => {},
    complain: (text: string) => {
      told += text;
    },
    readStdin: async () => '',
  };
  const run = () => runCli(['paperwork', '--declaration', file, '--out', out, ...more], io);
  const code = await run();
  return { code, out, run, told: () => told, read: (name: string) => readFileSync(join(out, name), 'utf8') };
}

describe('assent paperwork', () => {
  it('writes every document, each with who answers and that it is no legal advice', async () => {
    const { code, out, read } = await write(atWork);
    expect(code).toBe(0);
    const files = readdirSync(out).sort();
    expect(files).toEqual([
      'biometric-notice-and-retention.md',
      'impact-assessment.md',
      'incident-runbook.md',
      'information-text.md',
      'model-cards.md',
      'processing-record.md',
    ]);
    for (const file of files) {
      expect(read(file)).toContain('not legal advice');
      expect(read(file)).toContain('Muster | Söhne GmbH');
      expect(read(file)).not.toMatch(/undefined|NaN|\[object/);
    }
    // A bar in a name does not break a table.
    expect(read('processing-record.md')).toContain(
      '| (a) Controller | Muster \\| Söhne GmbH, datenschutz@example.org |',
    );
  });

  it('says at work in the EU that no emotion is estimated, by which article, and leaves gaps to people', async () => {
    const { read } = await write(atWork);
    expect(read('information-text.md')).toContain('**No emotion is estimated in this call.**');
    expect(read('impact-assessment.md')).toMatch(/estimates of expressed .* Art\. 5\(1\)\(f\)/);
    expect(read('impact-assessment.md')).toContain('**[To fill in: postal address of the controller]**');
    expect(read('impact-assessment.md')).toContain('works council');
    expect(read('model-cards.md')).toContain(
      '64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff',
    );
    expect(read('model-cards.md')).not.toContain('affect-rules');
    expect(read('processing-record.md')).toContain('as a group of at least five');
  });

  it('says in Illinois that affect may be estimated, for how long, and where the policy is published', async () => {
    const { read } = await write(inIllinois);
    for (const { id } of [faceRules, voiceRules])
      expect(read('model-cards.md')).toContain(`| Id and version | ${id} `);
    expect(read('information-text.md')).toContain('estimates the emotion that your voice or face expresses');
    const notice = read('biometric-notice-and-retention.md');
    expect(notice).toContain('740 ILCS 14/15');
    expect(notice).toContain('- Published at: https://example.org/retention');
    expect(notice).toContain('until the end of the meeting at the latest');
    expect(notice).toContain('1 Example Street');
    expect(read('processing-record.md')).not.toContain('group of at least five');
  });

  it('never writes over what people have filled in, unless told to', async () => {
    const first = await write(inIllinois);
    writeFileSync(join(first.out, 'impact-assessment.md'), 'filled in');
    expect(await first.run()).toBe(1);
    expect(first.told()).toMatch(/EEXIST.*--force writes over it/);
    expect(first.read('impact-assessment.md')).toBe('filled in');
    const forced = await write(inIllinois, '--force');
    expect(await forced.run()).toBe(0);
  });

  it.each([
    ['no JSON', '{"half', /the declaration is no JSON/],
    ['a list', [], /expected a JSON object/],
    ['a context that there is not', { ...atWork, context: 'party' }, /^paperwork: context: /],
    [
      'a controller without contact',
      { ...atWork, controller: { name: 'X' } },
      /^paperwork: controller\.contact: /,
    ],
    ['a misspelt field', { ...atWork, purpose: [] }, /purpose/],
    [
      'a day that there is not',
      { ...atWork, impactAssessment: { uri: 'https://a.example/', date: '2026-02-30' } },
      /^paperwork: impactAssessment\.date: /,
    ],
  ])('names what is wrong in %s, and writes nothing', async (_what, declaration, message) => {
    const { code, told, out } = await write(declaration);
    expect([code, told()]).toEqual([1, expect.stringMatching(message)]);
    expect(() => readdirSync(out)).toThrow();
  });

  it('exits with 2 where the call is wrong', async () => {
    let told = '';
    const io = {
      write: () => {},
      complain: (text: string) => {
        told += text;
      },
      readStdin: async () => '',
    };
    expect(await runCli(['paperwork', '--out', folder], io)).toBe(2);
    expect(told).toMatch(/--declaration/);
  });
});
