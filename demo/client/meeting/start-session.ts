import { type AssentSession, createSession, type Deployment } from 'assent';
import type { Call } from '../../call/call.ts';

/** Starts Assent on a call that was joined. It measures nothing until its ledger holds a consent. */
export function startSession(options: {
  readonly call: Call;
  readonly deployment: Deployment;
  /** A recorded guest measures unhurriedly, so that eight participants fit on a small machine. */
  readonly pace: 'full' | 'unhurried';
}): AssentSession {
  const { call, deployment } = options;
  return createSession({
    adapter: call.adapter,
    deployment,
    meetingId: call.meetingId,
    assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/' },
    affect: () => import('assent/affect'),
    aggregation: call.aggregation,
  });
}
