import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import puppeteer, { type Browser } from 'puppeteer-core';
import { until } from './until.ts';

/** A Firefox that is driven over WebDriver BiDi. */
export interface RunningFirefox {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts Firefox on a virtual screen and with a virtual sound card: without a window it has no WebGL, and
 * without anything to play on its audio contexts do not run.
 *
 * @param program - Firefox's own, `ASSENT_FIREFOX` of the set-up.
 */
export async function launchFirefox(program: string): Promise<RunningFirefox> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-firefox-'));
  const socket = join(folder, 'native');
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const soundCard = spawn(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--use-pid-file=no',
      '--exit-idle-time=-1',
      `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`,
      '--load=module-null-sink',
    ],
    { stdio: 'ignore', env: { ...process.env, PULSE_RUNTIME_PATH: folder } },
  );
  const clear = async (): Promise<void> => {
    await Promise.all([end(screen), end(soundCard)]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const display = await displayOf(screen);
    await until('a sound card', async () => existsSync(socket), 20_000);
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: program,
      headless: false,
      env: {
        ...process.env,
        DISPLAY: `:${display}`,
        PULSE_SERVER: `unix:${socket}`,
        LIBGL_ALWAYS_SOFTWARE: '1',
      },
      extraPrefsFirefox: {
        'media.navigator.streams.fake': true,
        'media.navigator.permission.disabled': true,
        'media.autoplay.default': 0,
        // A software renderer is as good as a card for a test.
        'webgl.force-enabled': true,
        // Where there is no network nobody answers for a name in the place of an address.
        'media.peerconnection.ice.obfuscate_host_addresses': false,
      },
    });
    return {
      browser,
      async close() {
        await browser.close();
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** Xvfb tells the number of the display that it found free. */
async function displayOf(screen: ChildProcess): Promise<string> {
  const told = once(screen.stdio[3] as Readable, 'data').then(([data]) => String(data).trim());
  const failed = once(screen, 'exit').then(([code]) => {
    throw new Error(`Xvfb stopped (${code})`);
  });
  return await Promise.race([told, failed]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
