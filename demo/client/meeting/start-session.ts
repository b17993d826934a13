import {
  type AssentSession,
  createSession,
  createUnanimitySource,
  type Deployment,
  type PolicyParticipant,
} from 'assent';
import type { Call } from '../../call/call.ts';
import { fetchRevocationKey } from './fetch-revocation-key.ts';

/** A recorded guest measures at its leisure, so that eight participants fit on a small machine. */
const budgets = {
  full: {},
  unhurried: { faceRateHz: 2, faceCpuShare: 0.1 },
} as const;

/** Starts Assent on a call that was joined. It measures nothing until its ledger holds a consent. */
export async function startSession(options: {
  readonly call: Call;
  readonly deployment: Deployment;
  readonly pace: keyof typeof budgets;
  readonly participant?: PolicyParticipant;
  /** Of the meeting that this one is a breakout room of: it ends no later. */
  readonly expiresAt?: number;
}): Promise<AssentSession> {
  const { call, deployment, pace, participant, expiresAt } = options;
  const source = deployment.mode === 'unanimous' ? createUnanimitySource({ link: call.unanimity }) : null;
  const session = await createSession({
    adapter: call.adapter,
    deployment,
    meetingId: call.meetingId,
    assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/', onnxWasm: '/assent/onnx-wasm/' },
    affect: () => import('assent/affect'),
    aggregation: call.aggregation,
    revocations: await fetchRevocationKey(),
    budget: budgets[pace],
    ...(participant === undefined ? {} : { participant }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(source === null ? {} : { everyoneConsents$: source.everyoneConsents$ }),
  });
  const saying = source?.follow(session.consent);
  session.active$.subscribe({ complete: () => saying?.unsubscribe() });
  return session;
}
