import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  readonly package: string;
  readonly sha256: string;
  readonly smile: readonly string[];
  readonly noSmile: readonly string[];
  readonly doubtful: readonly string[];
  readonly groups?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const read = (name: string): { rule?: string; rights?: string; photographs: readonly Entry[] } =>
  JSON.parse(readFileSync(`bench/${name}-faces.json`, 'utf8'));

const picturesOf = ({ smile, noSmile, doubtful }: Entry): readonly string[] => [
  ...smile,
  ...noSmile,
  ...doubtful,
];

describe('faces kept aside', () => {
  const fitted = new Set(read('stock').photographs.map(({ package: name }) => name.replace(/@[^@/]*$/, '')));

  it.each(['aside', 'drawn'])('%s: say their rule and rights, each picture has one label', (name) => {
    const { rule, rights, photographs } = read(name);
    expect(rule).toMatch(/before any score/);
    expect(rights).toMatch(/never shipped/);
    for (const entry of photographs) {
      const pictures = picturesOf(entry);
      expect(new Set(pictures).size).toBe(pictures.length);
      expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.each(['aside', 'drawn'])('%s: come from no package that weights were fitted on', (name) => {
    for (const { package: of } of read(name).photographs)
      expect(fitted).not.toContain(of.replace(/@[^@/]*$/, ''));
  });

  it.each(['aside', 'drawn'])('%s: put every labelled face into a group of each kind', (name) => {
    for (const { package: of, smile, noSmile, groups } of read(name).photographs)
      for (const kind of ['sex', 'skin', 'age'])
        for (const path of [...smile, ...noSmile]) {
          const patterns = Object.values(groups?.[kind] ?? {});
          expect(
            patterns.some((pattern) => new RegExp(pattern).test(path)),
            `${of} ${path} ${kind}`,
          ).toBe(true);
        }
  });

  it('are asked for by name', () => {
    const { status, stderr } = spawnSync('node', ['bench/faces-manifest.mjs', 'x.csv', '--faces', 'nobody'], {
      encoding: 'utf8',
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('stock, aside or drawn');
  });
});
