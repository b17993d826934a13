import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryEntries, realmEntries } from '../tsup.config.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const doors: Record<string, string | { types: string; default: string }> = manifest.exports;

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the layout', () => {
  it('opens a door for every library entry, with its types, and for no other', () => {
    const expected = Object.fromEntries(
      Object.keys(libraryEntries).map((name) => [
        name === 'index' ? '.' : `./${name}`,
        { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
      ]),
    );
    const typed = Object.fromEntries(Object.entries(doors).filter(([, door]) => typeof door !== 'string'));
    expect(typed).toEqual(expected);
  });

  it('opens a door for every worker and worklet, and for no other', () => {
    const expected = Object.fromEntries(
      Object.keys(realmEntries).map((name) => [`./${name}`, `./dist/${name}.js`]),
    );
    const { './package.json': own, ...untyped } = Object.fromEntries(
      Object.entries(doors).filter(([, door]) => typeof door === 'string'),
    );
    expect(own).toBe('./package.json');
    expect(untyped).toEqual(expected);
  });

  it('has an entry for every folder of sdk/ that has an index.ts, and for every adapter', () => {
    const rooms = readdirSync('sdk', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join('sdk', entry.name, 'index.ts')))
      .map((entry) => [entry.name, `sdk/${entry.name}/index.ts`]);
    const adapters = readdirSync('adapters', { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [`adapters/${basename(entry.name, '.ts')}`, `adapters/${entry.name}`]);
    expect(libraryEntries).toEqual(Object.fromEntries([['index', 'sdk/index.ts'], ...rooms, ...adapters]));
  });

  it('has an entry for every worker and worklet', () => {
    const found = filesUnder('sdk').filter((file) => /(^|[\\/])worker\.ts$|\.worklet\.ts$/.test(file));
    expect(Object.values(realmEntries).toSorted()).toEqual(found.toSorted());
  });

  it('keeps to the top-level folders', () => {
    const folders = readdirSync('.', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => !['node_modules', 'dist', 'coverage'].includes(name));
    expect(['adapters', 'bench', 'demo', 'sdk', 'test']).toEqual(expect.arrayContaining(folders));
  });

  it('declares side effects for the doors that have them, and for no other', () => {
    const realms = Object.keys(realmEntries).map((name) => `./dist/${name}.js`);
    expect(manifest.sideEffects).toEqual(['./dist/ui.js', ...realms]);
  });

  it('tests what exists: every folder of test/ mirrors one of the tree', () => {
    const mirrored = readdirSync('test', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['e2e', 'adapters', 'demo', 'bench'].includes(entry.name))
      .map(({ name }) => name);
    for (const name of mirrored) expect(existsSync(join('sdk', name)), name).toBe(true);
  });
});

describe('what only one room may do', () => {
  // Frames are read in capture/ alone; the test kit makes tracks of its own.
  const readers =
    /\b(MediaStreamTrackProcessor|requestVideoFrameCallback|createMediaStreamSource|createMediaStreamTrackSource|AudioContext|ImageCapture|MediaRecorder)\b/;
  const code = (file: string): string => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const sources = [...filesUnder('sdk'), ...filesUnder('adapters')].filter((file) => file.endsWith('.ts'));

  it('reads frames of tracks in sdk/capture only', () => {
    const offenders = sources
      .filter((file) => !/^sdk[\\/](capture|testing)[\\/]/.test(file))
      .filter((file) => readers.test(code(file)));
    expect(offenders).toEqual([]);
    expect(filesUnder('sdk/capture').some((file) => readers.test(code(file)))).toBe(true);
  });

  it('starts workers in the clients of the worker rooms only', () => {
    const offenders = sources
      .filter((file) => !/^sdk[\\/](voice|face|affect)[\\/]client\.ts$/.test(file))
      .filter((file) => /\bnew (Shared)?Worker\(/.test(code(file)));
    expect(offenders).toEqual([]);
  });

  it('stops, disables and clones no track outside of the test kit', () => {
    const offenders = sources
      .filter((file) => !/^sdk[\\/]testing[\\/]/.test(file))
      .filter((file) => /\btrack\.(stop|clone)\(|\btrack\.enabled\s*=[^=]/.test(code(file)));
    expect(offenders).toEqual([]);
  });
});
