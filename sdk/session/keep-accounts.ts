import type { AuditEntry } from '../accountability/audit-log.ts';
import { createAuditLog } from '../accountability/create-audit-log.ts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import { createConsentRecorder } from '../consent/record/create-consent-recorder.ts';
import { canonicalText } from '../integrity/canonical-text.ts';
import { sha256Hex } from '../integrity/sha256-hex.ts';
import { createSigningKey } from '../integrity/signing-key.ts';
import type { Deployment } from '../policy/deployment.ts';
import type { PolicyDecisions } from '../policy/evaluate-policy.ts';
import { policyRulesVersion } from '../policy/policy-rules.ts';
import type { Journal } from './create-journal.ts';
import type { SessionAccounts } from './session-accounts.ts';

/** Needs of {@link keepAccounts}. */
export interface KeepAccountsOptions {
  readonly consent: ConsentLedger;
  readonly deployment: Deployment;
  readonly policy: PolicyDecisions;
  readonly journal: Journal;
}

/**
 * Makes a record and an audit log of a session's journal, both signed by one
 * key that is made for this meeting and cannot be read out of the browser.
 */
export async function keepAccounts(options: KeepAccountsOptions): Promise<SessionAccounts> {
  const { consent, deployment, policy, journal } = options;
  const key = await createSigningKey();
  const log = createAuditLog({ key });
  const rules = { version: policyRulesVersion, allowed: policy.allowed, refusals: policy.refusals };
  const configuration: AuditEntry[] = [
    { kind: 'configuration', what: 'deployment', sha256: await hashOf(deployment) },
    { kind: 'configuration', what: 'policy', sha256: await hashOf(rules) },
  ];
  const recorder = await createConsentRecorder({ ledger: consent, key, earlierNotices: journal.notices });
  journal.lines$.subscribe(({ entry, atMilliseconds }) => {
    void log.append(entry, atMilliseconds);
    for (const first of configuration.splice(0)) void log.append(first, atMilliseconds);
  });
  return { recorder, auditLog: () => log.export() };
}

function hashOf(value: object): Promise<string> {
  return sha256Hex(canonicalText(value, 'configuration'));
}
