import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AssetFile, assetFiles } from '../../sdk/cli/assets/asset-files.ts';
import { faultOf } from '../../sdk/cli/assets/fault-of.ts';
import { openSources } from '../../sdk/cli/assets/open-sources.ts';
import { putAsset } from '../../sdk/cli/assets/put-asset.ts';
import { runCli } from '../../sdk/cli/run-cli.ts';

const models = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assent', 'models');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-assets-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await runCli(['assets', ...args], {
    write: (text) => void said.push(text),
    complain: (text) => void complained.push(text),
    readStdin: async () => '',
  });
  return { code, said: said.join(''), complained: complained.join('') };
}
const pathOf = ({ folder: part, file }: AssetFile) => join(folder, part, file);
const faults = () => Promise.all(assetFiles.map((asset) => faultOf(pathOf(asset), asset)));

describe('assent assets', () => {
  it('puts every file where it belongs, and leaves alone what is right', async () => {
    const first = await run(folder, '--from', models);
    expect(first.complained).toBe('');
    expect(first.code).toBe(0);
    expect(await faults()).toEqual(assetFiles.map(() => null));
    expect(readdirSync(folder).toSorted()).toEqual(['models', 'onnx-wasm', 'vision-wasm']);
    const second = await run(folder, '--from', models);
    expect(second.said.match(/^ok /gm)).toHaveLength(assetFiles.length);
    expect((await run(folder, '--check')).code).toBe(0);
  });

  it('mends a file that was changed, and only says so when asked to check', async () => {
    await run(folder, '--from', models);
    const [asset] = assetFiles;
    if (asset === undefined) throw new Error('there are files');
    const bytes = readFileSync(pathOf(asset));
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(pathOf(asset), bytes);
    const check = await run(folder, '--check');
    expect([check.code, check.said.match(/^WRONG .*/gm)]).toEqual([1, [expect.stringContaining(asset.file)]]);
    expect(await faultOf(pathOf(asset), asset)).toContain('sha256');
    expect((await run(folder, '--from', models)).code).toBe(0);
    expect(await faultOf(pathOf(asset), asset)).toBeNull();
  });

  it('never puts there what is not the very file, and says of every place why', async () => {
    const [asset] = assetFiles;
    if (asset === undefined) throw new Error('there are files');
    const wrong = join(folder, 'wrong');
    writeFileSync(wrong, Buffer.alloc(asset.bytes));
    const target = join(folder, 'models', asset.file);
    const places = [
      { name: 'a mirror', locate: async () => wrong },
      { name: 'nowhere', locate: async () => join(folder, 'absent') },
    ];
    await expect(putAsset(asset, target, places)).rejects.toThrow(
      /a mirror: it has the sha256 .*; nowhere: not there/,
    );
    expect(readdirSync(join(folder, 'models'))).toEqual([]);
  });

  it('takes an installed package of the right version from above, before it asks npm', async () => {
    const asset = assetFiles.find(({ folder: part }) => part === 'onnx-wasm');
    const [source] = asset?.sources ?? [];
    if (asset === undefined || source === undefined || source.kind !== 'npm')
      throw new Error('an npm source');
    const installed = join(folder, 'node_modules', 'onnxruntime-web');
    mkdirSync(join(installed, 'dist'), { recursive: true });
    copyFileSync(join('node_modules', 'onnxruntime-web', source.path), join(installed, source.path));
    const sources = openSources(join(folder, 'deep', 'down'));
    const from = await putAsset(asset, pathOf(asset), sources.places(source, asset.file, asset.bytes));
    expect(from).toBe('onnxruntime-web as installed');
    await sources.close();
  });

  it('names the versions that the workers were built with', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = new Set(
      assetFiles
        .filter(({ folder: part }) => part !== 'models')
        .flatMap(({ sources }) => sources.map((source) => (source.kind === 'npm' ? source.package : ''))),
    );
    const engines = ['@mediapipe/tasks-vision', 'onnxruntime-web'];
    expect(named).toEqual(new Set(engines.map((name) => `${name}@${devDependencies[name]}`)));
  });

  it('says what is wrong with a call', async () => {
    expect(await run()).toMatchObject({ code: 2, complained: expect.stringContaining('name one folder') });
    expect(await run('a', 'b')).toMatchObject({ code: 2 });
    expect(await run('a', '--nonsense')).toMatchObject({ code: 2 });
  });
});
