import { createNotice, type NoticeOptions } from '../../sdk/consent/create-notice.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import type { Scope } from '../../sdk/vocabulary.ts';

export const voiceSelf: Scope = { modality: 'voice', purpose: 'self-view', tier: 'behaviour' };
export const voiceGroup: Scope = { modality: 'voice', purpose: 'group-summary', tier: 'behaviour' };
export const faceSelf: Scope = { modality: 'face', purpose: 'self-view', tier: 'behaviour' };
export const faceAffect: Scope = { modality: 'face', purpose: 'self-view', tier: 'affect' };
export const exampleScopes: readonly Scope[] = [voiceSelf, voiceGroup, faceSelf, faceAffect];

export const exampleNoticeOptions: NoticeOptions = {
  deployment: {
    context: 'consumer',
    jurisdictions: ['DE', 'CH'],
    controller: { name: 'Example Ltd', contact: 'privacy@example.org' },
    mode: 'individual',
  },
  scopes: exampleScopes,
  models: [{ id: 'face-landmarker', version: '1', sha256: 'ab'.repeat(32), modality: 'face' }],
};

export function exampleNotice(changed: Partial<NoticeOptions> = {}): Promise<Notice> {
  return createNotice({ ...exampleNoticeOptions, ...changed });
}
