import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { argv, execPath } from 'node:process';
import { ensureModels, ensureRecordings, ensureTestRecordings } from '../demo/setup/artefacts.mjs';
import { ensureBuild } from '../demo/setup/build.mjs';
import { ensureDependencies } from '../demo/setup/dependencies.mjs';
import { ensureServers } from '../demo/setup/ensure-servers.mjs';
import { findBrowser } from '../demo/setup/find-browser.mjs';
import { findFirefox } from '../demo/setup/find-firefox.mjs';
import { buildLiveKitServer, findLiveKitServer } from '../demo/setup/livekit-server.mjs';
import { root } from '../demo/setup/paths.mjs';
import { withProgress } from '../demo/setup/progress.mjs';
import { buildSfuWorker, findSfuWorker } from '../demo/setup/sfu-worker.mjs';

// `npm test [-- arguments for vitest]`: the set-up, then every project of vitest.config.ts, one after
// another, as the browser ones would take each other's processor time and with it their deadlines.

const projects = ['node', 'types', 'browser', 'e2e'];

/** @typedef {{ passed: number, skipped: number, failures: string[] }} Counts */

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * A LiveKit server where one can be had; compiled, in minutes, only where that is asked for.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function setUpLiveKit() {
  const build = process.env.ASSENT_BUILD_LIVEKIT === '1' || argv.includes('livekit');
  try {
    const found = findLiveKitServer();
    const server = found === null && build ? await withProgress('LiveKit server', buildLiveKitServer) : found;
    if (server !== null) return { ASSENT_LIVEKIT_SERVER: server };
    console.error('\n*** NO LIVEKIT SERVER (npm run test:livekit builds one): its tests are skipped. ***\n');
  } catch (error) {
    console.error(`\n*** NO LIVEKIT SERVER: its tests are skipped. ${messageOf(error)} ***\n`);
  }
  return {};
}

/**
 * Firefox where it can be had.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function setUpFirefox() {
  const found = await withProgress('Firefox', findFirefox);
  if ('program' in found) return { ASSENT_FIREFOX: found.program };
  console.error(`\n*** NO ${found.missing}: the tests in Firefox are skipped. ***\n`);
  return {};
}

/** @returns {Promise<NodeJS.ProcessEnv>} what the tests find at hand */
async function setUp() {
  await withProgress('dependencies', ensureDependencies);
  await withProgress('models', ensureModels);
  for (const ensure of [ensureRecordings, ensureTestRecordings])
    for (const line of await withProgress('recordings', ensure)) console.error(`left out: ${line}`);
  const chromium = await withProgress('browser', findBrowser);
  await withProgress('build', (progress) => ensureBuild('js', progress));
  await withProgress('declarations', (progress) => ensureBuild('types', progress));
  const { path, missing } = await withProgress('servers', ensureServers);
  for (const server of missing) console.error(`\n*** NO ${server}: its tests are skipped. ***\n`);
  const others = { ...(await setUpFirefox()), ...(await setUpLiveKit()) };
  const common = { ...process.env, ...others, PATH: path, CHROMIUM_BIN: chromium };
  try {
    const found = await withProgress('SFU worker', findSfuWorker);
    const worker = found ?? (await withProgress('SFU worker', buildSfuWorker));
    return { ...common, ASSENT_SFU_WORKER: worker };
  } catch (error) {
    console.error(`\n*** NO SFU WORKER: the tests of the SFU are skipped. ${messageOf(error)} ***\n`);
    return { ...common, ASSENT_NO_SFU: '1' };
  }
}

/**
 * @param {string} project
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runProject(project, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'assent-report-'));
  const report = join(folder, 'report.json');
  try {
    const code = await new Promise((resolve, reject) => {
      const vitest = spawn(
        execPath,
        [
          'node_modules/vitest/vitest.mjs',
          'run',
          `--project=${project}`,
          '--passWithNoTests',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...args,
        ],
        { cwd: root, stdio: 'inherit', env },
      );
      vitest.on('error', reject);
      vitest.on('close', (status) => resolve(status ?? 1));
    });
    const counts = countsOf(report);
    // A file that does not load, or an error outside of any test, fails the run as well.
    if (code !== 0 && counts.failures.length === 0)
      return { ...counts, failures: [`${project}: an error outside of any test`] };
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} report
 * @returns {Counts}
 */
function countsOf(report) {
  try {
    const { numPassedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      skipped: numPendingTests + numTodoTests,
      failures: testResults.flatMap(failuresOf),
    };
  } catch (error) {
    return { passed: 0, skipped: 0, failures: [`no report of the run: ${messageOf(error)}`] };
  }
}

/**
 * The tests of a file that failed, or the file itself where it did not load.
 *
 * @param {{ name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} file
 */
function failuresOf({ name, status, message, assertionResults }) {
  const path = relative(root, name);
  if (status === 'failed' && assertionResults.length === 0) return [`${path}: ${firstLine(message)}`];
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${path} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
}

/** @param {string | undefined} text */
const firstLine = (text) => text?.split('\n', 1)[0] ?? '';

try {
  const env = await setUp();
  /** @type {Counts} */
  const total = { passed: 0, skipped: 0, failures: [] };
  for (const project of projects) {
    const counts = await runProject(project, argv.slice(2), env);
    total.passed += counts.passed;
    total.skipped += counts.skipped;
    total.failures.push(...counts.failures);
  }
  const failed = total.failures.length;
  if (total.passed + failed === 0) console.error('no test ran');
  for (const test of total.failures) console.log(`failed: ${test}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${failed} failed${skipped}`);
  process.exitCode = failed > 0 || total.passed === 0 ? 1 : 0;
} catch (error) {
  console.error(messageOf(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
