import type { VerifiedToken } from 'assent/server';
import type { Tokens } from './create-tokens.ts';
import { Refusal } from './refusal.ts';

/**
 * Checks an aggregation token of the room's side; whether its participant is in
 * that very meeting now, the aggregator asks the rooms.
 *
 * @throws Refusal `token-invalid`
 */
export async function joinedToken(token: string, tokens: Tokens): Promise<VerifiedToken> {
  const { meetingId, participantId, expiresAtSeconds } = await tokens.verify(token, ['aggregate']);
  if (meetingId === null) throw new Refusal('token-invalid', 'the token is for no meeting', 'token');
  return { meetingId, participantId, expiresAt: expiresAtSeconds * 1000 };
}
