import { findProgram } from './find-program.mjs';
import { canInstallDebian, installCommand, installDebian } from './install-debian.mjs';

/** Firefox, and the virtual screen and sound card without which it has no WebGL and runs no audio context. */
const needs = [
  { programs: ['firefox-esr', 'firefox'], debian: 'firefox-esr' },
  { programs: ['Xvfb'], debian: 'xvfb' },
  { programs: ['pulseaudio'], debian: 'pulseaudio' },
];

/**
 * Finds a Firefox for the tests: `FIREFOX_BIN`, or one on the path; on Debian as root it installs the
 * distribution's. Unlike Chromium it is not needed: where there is none its tests are left out.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<{ program: string } | { missing: string }>} `missing` says what there is not, and what to do
 */
export async function findFirefox(progress) {
  const lacking = lackingPackages();
  if (lacking.length > 0 && canInstallDebian) {
    try {
      await installDebian(lacking, 'Firefox', progress);
    } catch (error) {
      progress.update(error instanceof Error ? error.message : String(error));
    }
  }
  const still = lackingPackages();
  const program = findFirst(needs[0]?.programs ?? []);
  if (program !== null && still.length === 0) return { program };
  return { missing: `${still.join(', ')} (Debian: ${installCommand(still)}; FIREFOX_BIN names a Firefox)` };
}

const lackingPackages = () =>
  needs.filter(({ programs }) => findFirst(programs) === null).map(({ debian }) => debian);

/** @param {readonly string[]} programs */
function findFirst(programs) {
  if (programs.includes('firefox') && process.env.FIREFOX_BIN) return process.env.FIREFOX_BIN;
  return programs.map((name) => findProgram(name)).find((found) => found !== null) ?? null;
}
