import {
  type Aggregator,
  type CallRoster,
  createAggregator,
  createMemoryStore,
  type VerifiedToken,
} from 'assent/server';
import type { JWK } from 'jose';
import { createIdentityVerifier } from '../call/verify-attestation.ts';

/** What the group's service is given by the call: enough to check people, and nothing to invent them with. */
export interface GroupServiceOptions {
  readonly windowSeconds: number;
  readonly verifyToken: (token: string) => Promise<VerifiedToken>;
  /** Who is in the call now: the one truth about who takes part. */
  readonly roster: CallRoster;
  /** The public half of the key that the call attests with. */
  readonly attestationKey: JWK;
  readonly log: (line: string) => void;
}

/** Creates the group's service, whose sums are blind. */
export function createGroupService(options: GroupServiceOptions): Aggregator {
  const { windowSeconds, verifyToken, roster, attestationKey, log } = options;
  return createAggregator({
    store: createMemoryStore(),
    windowSeconds,
    verifyToken,
    roster,
    secure: { verifyIdentity: createIdentityVerifier(attestationKey) },
    onProblem: (problem) =>
      log(`aggregation: ${problem instanceof Error ? problem.message : String(problem)}`),
  });
}
