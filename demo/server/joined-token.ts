import type { VerifiedToken } from 'assent/server';
import type { Rooms } from './create-rooms.ts';
import type { Tokens } from './create-tokens.ts';
import { Refusal } from './refusal.ts';

/**
 * Checks an aggregation token against the room's side: only who is in that
 * very meeting now may contribute to it, whatever the token says.
 *
 * @throws Refusal `token-invalid`
 */
export async function joinedToken(token: string, tokens: Tokens, rooms: Rooms): Promise<VerifiedToken> {
  const { meetingId, participantId, expiresAtSeconds } = await tokens.verify(token, ['aggregate']);
  if (meetingId === null || !rooms.isMember(meetingId, participantId)) {
    throw new Refusal('token-invalid', 'the token is for somebody who is not in this meeting', 'token');
  }
  return { meetingId, participantId, expiresAt: expiresAtSeconds * 1000 };
}
