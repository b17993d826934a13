import type { ConsentLedger } from '../../../sdk/consent/consent-ledger.ts';
import { createConsentLedger } from '../../../sdk/consent/create-consent-ledger.ts';
import type { Notice } from '../../../sdk/consent/notice.ts';
import type { ConsentRecord } from '../../../sdk/consent/record/consent-record.ts';
import {
  type ConsentRecorder,
  createConsentRecorder,
} from '../../../sdk/consent/record/create-consent-recorder.ts';
import {
  exampleNotice,
  exampleNoticeOptions,
  exampleScopes,
  faceSelf,
  voiceSelf,
} from '../example-notice.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

export const start: number = Date.UTC(2026, 10, 23, 9);
export const minute = 60_000;

/** A ledger that is recorded, on a clock that the test moves. */
export interface Recorded {
  readonly ledger: ConsentLedger;
  readonly recorder: ConsentRecorder;
  readonly clock: FakeClock;
  readonly notice: Notice;
}

export async function startRecording(meetingId = 'meeting-1', subjectId = 'guest-7'): Promise<Recorded> {
  const notice = await exampleNotice({
    deployment: {
      ...exampleNoticeOptions.deployment,
      controller: { name: 'Example Ltd', contact: 'privacy@example.org', address: '1 Example Street, Berne' },
      impactAssessment: { uri: 'https://example.org/dpia', date: '2026-03-01' },
    },
    retention: { 'group-summary': { location: 'service-memory', atMost: 600 } },
  });
  const clock = createFakeClock(start);
  const ledger = createConsentLedger({
    meetingId,
    subjectId,
    notice,
    scopes: exampleScopes,
    expiresAt: start + 60 * minute,
    clock,
  });
  const recorder = await createConsentRecorder({ ledger, now: clock.now });
  return { ledger, recorder, clock, notice };
}

/** Asked, given, withdrawn in part, a changed notice, and the end of the meeting. */
export async function exampleRecord(meetingId?: string, challenge?: string): Promise<ConsentRecord> {
  const { ledger, recorder, clock } = await startRecording(meetingId);
  ledger.request();
  clock.advance(10_000);
  ledger.decide([voiceSelf, faceSelf]);
  clock.advance(minute);
  ledger.withdraw([faceSelf]);
  clock.advance(minute);
  ledger.invalidate(await exampleNotice({ version: '2' }));
  ledger.request();
  ledger.decide([voiceSelf]);
  clock.advance(minute);
  ledger.end();
  return recorder.record(challenge);
}

/** The same through JSON, to be changed at will. */
export function copyOf<T>(value: T): Changeable<T> {
  return JSON.parse(JSON.stringify(value));
}

export type Changeable<T> = T extends readonly (infer Item)[]
  ? Changeable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Changeable<T[Key]> }
    : T;
