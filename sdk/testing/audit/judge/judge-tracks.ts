import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import { type CaseFile, visitsOf } from './case-file.ts';
import { readsOf } from './judge-before.ts';

/** Promise 3: nobody else's voice or picture is read, at any time. */
export function judgeTracks(file: CaseFile): AuditCheck {
  const title = 'nobody else’s voice or picture is read';
  const visits = visitsOf(file);
  const findings = readsOf(
    file,
    visits.flatMap(({ reads }) => reads).filter(({ of }) => of === 'remote'),
  );
  const met = visits.some(({ live }) => live.some(({ remoteTracks }) => remoteTracks > 0));
  return met || findings.length > 0
    ? checkOf(3, 'own-tracks-only', title, findings)
    : notTested(
        3,
        'own-tracks-only',
        title,
        'nobody else was in the call; --company brings a second participant',
      );
}
