import type { Clock } from '../../sdk/consent/clock.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import type { Modality, Purpose, Scope, Tier } from '../../sdk/vocabulary.ts';
import { exampleNotice } from '../consent/example-notice.ts';

const scopeOf = (modality: Modality, purpose: Purpose, tier: Tier): Scope => ({
  modality,
  purpose,
  tier,
});

export const voiceSelf: Scope = scopeOf('voice', 'self-view', 'behaviour');
export const voiceGroup: Scope = scopeOf('voice', 'group-summary', 'behaviour');
export const voiceAffect: Scope = scopeOf('voice', 'self-view', 'affect');
export const faceSelf: Scope = scopeOf('face', 'self-view', 'behaviour');
export const faceGroup: Scope = scopeOf('face', 'group-summary', 'behaviour');
export const faceAffect: Scope = scopeOf('face', 'self-view', 'affect');
export const faceGroupAffect: Scope = scopeOf('face', 'group-summary', 'affect');

const scopes: readonly Scope[] = [
  voiceSelf,
  voiceGroup,
  voiceAffect,
  scopeOf('voice', 'group-summary', 'affect'),
  faceSelf,
  faceGroup,
  faceAffect,
  faceGroupAffect,
];

/** A notice of every scope there is. */
export function noticeOfAll(mode: 'individual' | 'unanimous' = 'individual'): Promise<Notice> {
  return exampleNotice({
    scopes,
    deployment: {
      context: 'consumer',
      jurisdictions: ['CH'],
      controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
      mode,
    },
  });
}

const start = 1_800_000_000_000;
const idleClock: Clock = { now: () => start, schedule: () => () => {} };

/** A real ledger of every scope there is, at a time that stands still. */
export function ledgerOf(
  notice: Notice,
  extra: Partial<Parameters<typeof createConsentLedger>[0]> = {},
): ConsentLedger {
  return createConsentLedger({
    meetingId: 'meeting-1',
    subjectId: 'subject-1',
    notice,
    scopes,
    expiresAt: start + 3_600_000,
    clock: idleClock,
    ...extra,
  });
}
