import { firstValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { breakoutMeetingId, breakoutOptions } from '../../sdk/consent/breakout-options.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import { exampleNotice, exampleScopes, voiceSelf } from './example-notice.ts';

it('a breakout room is another meeting: another pseudonym, nothing asked, nothing given, no later an end', async () => {
  const main = createConsentLedger({
    meetingId: 'meeting-1',
    subjectId: 'guest-7',
    notice: await exampleNotice(),
    scopes: exampleScopes,
    expiresAt: Date.now() + 60_000,
  });
  main.decide([voiceSelf]);
  const room = createConsentLedger(breakoutOptions(main, 'room 1'));
  expect(room.meetingId).toBe('meeting-1/breakout/room%201');
  expect(room.subjectId).not.toBe(main.subjectId);
  expect(room.expiresAt).toBe(main.expiresAt);
  expect((await firstValueFrom(room.states$)).map(({ state }) => state)).toEqual(
    exampleScopes.map(() => 'unasked'),
  );
  expect(await firstValueFrom(room.watch({ modality: 'voice' }))).toBeNull();

  room.decide([voiceSelf]);
  main.withdraw();
  expect(await firstValueFrom(room.watch({ modality: 'voice' }))).not.toBeNull();
  room.end();
  expect(await firstValueFrom(main.watch({ modality: 'voice' }))).toBeNull();
  main.decide([voiceSelf]);
  expect(await firstValueFrom(main.watch({ modality: 'voice' }))).not.toBeNull();
});

it('rooms have ids of their own, whatever their names', () => {
  expect(breakoutMeetingId('a', 'b/breakout/c')).not.toBe(
    breakoutMeetingId(breakoutMeetingId('a', 'b'), 'c'),
  );
  expect(() => breakoutMeetingId('a', '')).toThrow(/^roomId: /);
});
