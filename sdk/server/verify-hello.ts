import * as v from 'valibot';
import { AssentError } from '../errors.ts';
import type { AggregatorSettings, VerifiedToken } from './aggregator-options.ts';
import { presentInCall } from './call/present-in-call.ts';

const identifier = v.pipe(v.string(), v.minLength(1), v.maxLength(256));
const verifiedSchema = v.object({
  meetingId: identifier,
  participantId: identifier,
  expiresAt: v.pipe(v.number(), v.finite()),
});

/**
 * Has the platform's side verify a token, and looks its participant up in the call's roster.
 *
 * @throws AssentError `token-invalid` whatever the reason; the reason itself goes to `onProblem` only where
 *   `verifyToken` answered with something that isn't a {@link VerifiedToken}, or the roster could not be had
 */
export async function verifyHello(token: string, settings: AggregatorSettings): Promise<VerifiedToken> {
  let answer: unknown;
  try {
    answer = await settings.verifyToken(token);
  } catch (cause) {
    throw new AssentError('token-invalid', 'The token was not accepted.', { cause });
  }
  const result = v.safeParse(verifiedSchema, answer);
  if (!result.success) {
    const problem = new AssentError(
      'token-invalid',
      'verifyToken: meetingId, participantId, expiresAt needed',
    );
    settings.onProblem(problem);
    throw problem;
  }
  if (result.output.expiresAt <= settings.clock.nowMs()) {
    throw new AssentError('token-invalid', 'The token has expired.');
  }
  const { meetingId, participantId } = result.output;
  const present = await presentInCall(meetingId, settings).catch((problem: AssentError) => {
    settings.onProblem(problem);
    throw new AssentError('token-invalid', problem.message, { cause: problem });
  });
  if (present?.has(participantId) === false) {
    throw new AssentError('token-invalid', 'The participant is not in the call.');
  }
  return result.output;
}
