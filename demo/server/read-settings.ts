import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

/** What the demo's server is told by its environment. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where the mediasoup worker is or will appear; `null`: no SFU. */
  readonly sfuWorkerPath: string | null;
  readonly listenIp: string;
  readonly announcedAddress: string | null;
  readonly windowSeconds: number;
  /** The file of revoked models, or `null`, and how often pages ask for the list. */
  readonly revocations: { readonly file: string | null; readonly intervalSeconds: number };
  /** Folder of models and recordings. */
  readonly cacheFolder: string;
}

const whole = (least: number, most: number, otherwise: string) =>
  v.pipe(
    v.optional(v.string(), otherwise),
    v.regex(/^\d+$/, 'is no whole number'),
    v.transform(Number),
    v.minValue(least, `is under ${least}`),
    v.maxValue(most, `is over ${most}`),
  );
const text = v.optional(v.pipe(v.string(), v.trim()), '');

const environment = v.object({
  PORT: whole(0, 65_535, '3000'),
  HOST: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty')), '127.0.0.1'),
  ASSENT_SFU_WORKER: text,
  MEDIASOUP_WORKER_BIN: text,
  ASSENT_NO_SFU: text,
  ASSENT_LISTEN_IP: v.optional(v.pipe(v.string(), v.ip('is no IP address')), '127.0.0.1'),
  ASSENT_ANNOUNCED_ADDRESS: text,
  ASSENT_WINDOW_SECONDS: whole(2, 3_600, '10'),
  ASSENT_REVOKED_MODELS: text,
  ASSENT_REVOCATION_SECONDS: whole(1, 86_400, '60'),
  XDG_CACHE_HOME: text,
});

/**
 * Reads `PORT`, `HOST`, `ASSENT_SFU_WORKER` (or `MEDIASOUP_WORKER_BIN`), `ASSENT_NO_SFU`,
 * `ASSENT_LISTEN_IP`, `ASSENT_ANNOUNCED_ADDRESS`, `ASSENT_WINDOW_SECONDS`, `ASSENT_REVOKED_MODELS`,
 * `ASSENT_REVOCATION_SECONDS` and `XDG_CACHE_HOME`.
 *
 * @throws TypeError naming the variable that is wrong
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const result = v.safeParse(environment, env);
  if (!result.success) {
    const [issue] = result.issues;
    throw new TypeError(`${v.getDotPath(issue)} ${issue.message}`);
  }
  const read = result.output;
  const noSfu = read.ASSENT_NO_SFU !== '' && read.ASSENT_NO_SFU !== '0';
  const worker = read.ASSENT_SFU_WORKER || read.MEDIASOUP_WORKER_BIN;
  return {
    port: read.PORT,
    host: read.HOST,
    sfuWorkerPath: noSfu || worker === '' ? null : worker,
    listenIp: read.ASSENT_LISTEN_IP,
    announcedAddress: read.ASSENT_ANNOUNCED_ADDRESS || null,
    windowSeconds: read.ASSENT_WINDOW_SECONDS,
    revocations: {
      file: read.ASSENT_REVOKED_MODELS || null,
      intervalSeconds: read.ASSENT_REVOCATION_SECONDS,
    },
    cacheFolder: join(read.XDG_CACHE_HOME || join(homedir(), '.cache'), 'assent'),
  };
}
