import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { argv, execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { cache, root } from './paths.mjs';
import { withProgress } from './progress.mjs';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withLock } from './with-lock.mjs';

const sources = ['sdk', 'adapters', 'demo'];
const settings = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsup.config.ts',
  'demo/vite.config.ts',
];

/** @typedef {'js' | 'types'} Part */

/**
 * Builds the library, its workers and the demo (`js`), or the declarations (`types`), unless what
 * lies there was built from the very same sources and is whole.
 *
 * @param {Part} part
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureBuild(part, progress) {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  await withLock(join(cache, 'locks', `build-${key}`), async () => {
    const hash = hashOfSources();
    if (isBuilt(part, hash)) return;
    progress.update(part === 'js' ? 'library, workers and demo' : 'types of the library');
    rmSync(stampOf(part), { force: true });
    // Each part clears away its own files only: whoever runs on the other part is not disturbed.
    for (const file of builtFiles(part)) rmSync(file);
    const title = part === 'js' ? 'build' : 'build of the declarations';
    const env = { ...process.env, ASSENT_BUILD: part, NODE_ENV: 'production' };
    await runCommand(execPath, ['node_modules/tsup/dist/cli-default.js'], { title, cwd: root, env });
    if (part === 'js') {
      const args = [
        'node_modules/vite/bin/vite.js',
        'build',
        '-c',
        'demo/vite.config.ts',
        '--logLevel',
        'warn',
      ];
      await runCommand(execPath, args, { title: 'build of the demo', cwd: root, env });
    }
    const built = Object.fromEntries(
      builtFiles(part).map((file) => [relative(root, file), statSync(file).size]),
    );
    writeFileSync(stampOf(part), JSON.stringify({ hash, built }));
  });
}

/** @param {Part} part */
const stampOf = (part) => join(root, 'dist', `.stamp-${part}.json`);

/**
 * @param {Part} part
 * @param {string} hash
 */
function isBuilt(part, hash) {
  try {
    const stamp = JSON.parse(readFileSync(stampOf(part), 'utf8'));
    return (
      stamp.hash === hash &&
      Object.entries(stamp.built).every(([file, size]) => statSync(join(root, file)).size === size)
    );
  } catch {
    return false;
  }
}

/** @param {Part} part */
function builtFiles(part) {
  const files = [...filesUnder('dist'), ...filesUnder('demo/dist')];
  return files.filter((file) => !file.includes('.stamp-') && file.endsWith('.d.ts') === (part === 'types'));
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version);
  const files = [...sources.flatMap(filesUnder), ...settings.map((name) => join(root, name))];
  for (const file of files) {
    const name = relative(root, file).split(sep).join('/');
    if (/^demo\/(dist|setup)\//.test(name)) continue;
    hash.update(`\n${name}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

// `npm run build`
if (pathToFileURL(argv[1] ?? '').href === import.meta.url) {
  try {
    await withProgress('build', (progress) => ensureBuild('js', progress));
    await withProgress('declarations', (progress) => ensureBuild('types', progress));
  } catch (error) {
    if (error instanceof SetUpError) console.error(error.output.join('\n'));
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
