import { TokenRefusal, type TokenRefusalReason } from '../../../sdk/server/call/token-refusal.ts';

/** Why a token was refused; fails where it was accepted, or refused otherwise. */
export async function refusalOf(verified: Promise<unknown>): Promise<TokenRefusalReason> {
  const error: unknown = await verified.then(
    (answer) => new Error(`accepted: ${JSON.stringify(answer)}`),
    (cause: unknown) => cause,
  );
  if (error instanceof TokenRefusal) return error.reason;
  throw error;
}
