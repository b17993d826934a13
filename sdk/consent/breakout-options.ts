import type { ConsentLedger, ConsentLedgerOptions } from './consent-ledger.ts';

/** The id of a breakout room as the meeting that it is for consent. */
export function breakoutMeetingId(meetingId: string, roomId: string): string {
  if (typeof roomId !== 'string' || roomId === '')
    throw new TypeError('roomId: must be a string that is not empty');
  return `${meetingId}/breakout/${encodeURIComponent(roomId)}`;
}

/**
 * What a ledger of a breakout room is created with: another meeting, with
 * another pseudonym, in which nothing has been asked or agreed to, and which
 * ends no later than the main one. No consent is carried over, in either
 * direction; the main ledger is left as it is.
 *
 * @param everyoneConsents$ - of the room, where the notice is in unanimous mode.
 * @throws TypeError naming `roomId` where it is empty.
 */
export function breakoutOptions(
  main: ConsentLedger,
  roomId: string,
  everyoneConsents$?: ConsentLedgerOptions['everyoneConsents$'],
): ConsentLedgerOptions {
  return {
    meetingId: breakoutMeetingId(main.meetingId, roomId),
    // A pseudonym that were the same in both would link what the rooms are kept apart for.
    subjectId: crypto.randomUUID(),
    notice: main.notice,
    scopes: main.notice.scopes,
    expiresAt: main.expiresAt,
    ...(everyoneConsents$ === undefined ? {} : { everyoneConsents$ }),
  };
}
