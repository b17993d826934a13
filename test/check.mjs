import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { argv } from 'node:process';
import { ensureBuild } from '../demo/setup/build.mjs';
import { ensureDependencies } from '../demo/setup/dependencies.mjs';
import { root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';

// `npm run check`: every `check:` script of package.json, all of them even when one fails.
// `npm run check -- types size` runs those alone.

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const wanted = argv.slice(2);
const checks = Object.entries(scripts)
  .filter(([name]) => name.startsWith('check:'))
  .map(([name, command]) => ({ name: name.slice('check:'.length), command: String(command) }))
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name));

try {
  await withProgress('dependencies', ensureDependencies);
  await withProgress('build', (progress) => ensureBuild('js', progress));
  await withProgress('declarations', (progress) => ensureBuild('types', progress));

  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  let failed = 0;
  for (const { name, command } of checks) {
    const begun = performance.now();
    const { status, stdout, stderr } = spawnSync(command, {
      cwd: root,
      shell: true,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, PATH: path },
    });
    const seconds = Math.round((performance.now() - begun) / 1000);
    if (status !== 0) failed++;
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s): ${command}`);
    // What the bundler warns of while it measures sizes is of interest only beside a failure.
    if (status !== 0) console.log(`${stdout}${stderr}`.trimEnd());
    else if (name === 'size') console.log(stdout.trimEnd());
  }
  console.log(`${checks.length - failed} checks passed, ${failed} failed`);
  process.exitCode = failed > 0 || checks.length === 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 checks passed, 1 failed');
  process.exitCode = 1;
}
