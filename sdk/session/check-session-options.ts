import { declareDeployment } from '../policy/declare-deployment.ts';
import type { Deployment } from '../policy/deployment.ts';
import type { SessionOptions } from './session-options.ts';

/** What the options come to once the defaults are filled in. */
export interface CheckedOptions {
  readonly deployment: Deployment;
  readonly expiresAt: number;
  readonly language: string;
}

const eightHoursMs = 8 * 60 * 60 * 1000;

/** Checks a caller's options and fills in the defaults. @throws TypeError naming the option. */
export function checkSessionOptions(options: SessionOptions): CheckedOptions {
  if (typeof options?.adapter?.taps$?.subscribe !== 'function') {
    throw new TypeError('adapter: needs a MeetingAdapter, for example createWebRtcAdapter(connection)');
  }
  const deployment = checkDeployment(options);
  needString('meetingId', options.meetingId);
  needString('assets.models', options.assets?.models);
  needString('assets.visionWasm', options.assets.visionWasm);
  if (options.assets.onnxWasm !== undefined) needString('assets.onnxWasm', options.assets.onnxWasm);
  if (options.affect !== undefined && typeof options.affect !== 'function') {
    throw new TypeError("affect: needs a function such as () => import('assent/affect')");
  }
  checkModels(options);
  checkAggregation(options);
  checkBudget(options);
  const { participant, language = 'en', expiresAt = Date.now() + eightHoursMs } = options;
  needString('language', language);
  if (participant?.subjectId !== undefined) needString('participant.subjectId', participant.subjectId);
  // That it lies ahead, and not too far, is for the ledger to check by its own clock.
  if (typeof expiresAt !== 'number')
    throw new TypeError('expiresAt: needs milliseconds since the Unix epoch');
  return { deployment, expiresAt, language };
}

function checkDeployment({ deployment, everyoneConsents$ }: SessionOptions): Deployment {
  if (typeof deployment !== 'object' || deployment === null) {
    throw new TypeError('deployment: needs what declareDeployment() returns; there is no default');
  }
  const declared = declareAnew(deployment);
  if (everyoneConsents$ !== undefined && typeof everyoneConsents$?.subscribe !== 'function') {
    throw new TypeError('everyoneConsents$: needs an Observable of booleans');
  }
  if (declared.mode === 'unanimous' && everyoneConsents$ === undefined) {
    throw new TypeError('everyoneConsents$: a deployment in unanimous mode needs it');
  }
  return declared;
}

/** An object that looks like a declaration is held to the same rules as one that was declared. */
function declareAnew(deployment: Deployment): Deployment {
  try {
    return declareDeployment(deployment);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new TypeError(`deployment.${cause.message}`, { cause });
  }
}

function checkModels({ affectModels = [], revocations }: SessionOptions): void {
  if (!Array.isArray(affectModels)) throw new TypeError('affectModels: needs a list of models');
  if (revocations === undefined) return;
  needString('revocations.url', revocations?.url);
  const { publicKey, intervalSeconds = 600 } = revocations;
  needString('revocations.publicKey', publicKey?.x);
  if (!(intervalSeconds > 0 && intervalSeconds <= 86_400)) {
    throw new TypeError('revocations.intervalSeconds: needs a number above 0, at most a day');
  }
}

function checkAggregation({ aggregation }: SessionOptions): void {
  if (aggregation === undefined) return;
  if (typeof aggregation?.token !== 'function') {
    throw new TypeError('aggregation.token: needs a function that fetches a token');
  }
  const { url, connect, secure } = aggregation;
  if (
    secure !== undefined &&
    (typeof secure?.identity !== 'function' || typeof secure.verifyIdentity !== 'function')
  ) {
    throw new TypeError('aggregation.secure: needs the functions identity and verifyIdentity');
  }
  if ((url === undefined) === (connect === undefined)) {
    throw new TypeError('aggregation: needs either url or connect');
  }
  if (url !== undefined) needString('aggregation.url', url);
  if (connect !== undefined && typeof connect !== 'function') {
    throw new TypeError('aggregation.connect: needs a function that opens a socket');
  }
}

function checkBudget({ budget }: SessionOptions): void {
  const { faceRateHz = 12, faceCpuShare = 0.5 } = budget ?? {};
  if (!(faceRateHz > 0 && faceRateHz <= 60)) {
    throw new TypeError('budget.faceRateHz: needs a number above 0, at most 60');
  }
  if (!(faceCpuShare > 0 && faceCpuShare <= 1)) {
    throw new TypeError('budget.faceCpuShare: needs a number above 0, at most 1');
  }
}

function needString(option: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${option}: needs a string that is not empty`);
  }
}
