import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type AssetFile, assetFiles } from './assets/asset-files.ts';
import { faultOf } from './assets/fault-of.ts';
import { openSources, type Place, type Sources } from './assets/open-sources.ts';
import { putAsset } from './assets/put-asset.ts';
import { type Command, exitCode } from './command-io.ts';
import { messageOf } from './read-input.ts';

/**
 * `assent assets`: puts the models and the engines' files into a folder that the app serves. What lies there
 * and is right stays; nothing is put there whose SHA-256 is not the one that this version names.
 */
export const assets: Command = async (args, io) => {
  let call: ReturnType<typeof readCall>;
  try {
    call = readCall(args);
  } catch (error) {
    io.complain(`assets: ${messageOf(error)}\n`);
    return exitCode.usage;
  }
  const sources = openSources(process.cwd());
  let failed = 0;
  try {
    for (const asset of assetFiles) {
      const target = join(call.folder, asset.folder, asset.file);
      const fault = await faultOf(target, asset);
      if (fault === null) {
        io.write(`ok       ${asset.folder}/${asset.file}\n`);
      } else if (call.check) {
        failed += 1;
        io.write(`WRONG    ${asset.folder}/${asset.file} ${fault}\n`);
      } else {
        try {
          const from = await putAsset(asset, target, placesOf(asset, sources, call.from));
          io.write(`put      ${asset.folder}/${asset.file} (${from})\n`);
        } catch (error) {
          failed += 1;
          io.complain(`MISSING  ${asset.folder}/${asset.file}: ${messageOf(error)}\n`);
        }
      }
    }
  } finally {
    await sources.close();
  }
  return failed === 0 ? exitCode.fine : exitCode.failed;
};

function readCall(args: readonly string[]): {
  readonly folder: string;
  readonly check: boolean;
  readonly from: readonly string[];
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      from: { type: 'string', multiple: true, default: [] },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    throw new TypeError('name one folder, one that your app serves, such as public/assent');
  }
  return { folder: resolve(folder), check: values.check, from: values.from.map((each) => resolve(each)) };
}

function placesOf(asset: AssetFile, sources: Sources, from: readonly string[]): readonly Place[] {
  return [
    ...from.map((folder) => ({ name: folder, locate: async () => join(folder, asset.file) })),
    ...asset.sources.flatMap((source) => sources.places(source, asset.file, asset.bytes)),
  ];
}
