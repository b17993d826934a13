import { firstValueFrom } from 'rxjs';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import { createNotice } from '../../sdk/consent/create-notice.ts';
import type { Modality, Scope } from '../../sdk/vocabulary.ts';

/** A real ledger in which the participant said yes to one modality of their own view. */
export async function giveConsent(modality: Modality): Promise<{
  readonly ledger: ConsentLedger;
  readonly grant: ConsentGrant;
}> {
  const scopes: readonly Scope[] = [{ modality, purpose: 'self-view', tier: 'behaviour' }];
  const notice = await createNotice({
    deployment: {
      context: 'consumer',
      jurisdictions: ['FR'],
      controller: { name: 'Example', contact: 'privacy@example.org' },
      mode: 'individual',
    },
    scopes,
    models: [],
  });
  const ledger = createConsentLedger({
    meetingId: 'meeting',
    subjectId: 'subject',
    notice,
    scopes,
    expiresAt: Date.now() + 3_600_000,
  });
  ledger.request();
  ledger.decide(scopes);
  const grant = await firstValueFrom(ledger.watch({ modality }));
  if (grant === null) throw new Error('the ledger gave no grant');
  return { ledger, grant };
}
