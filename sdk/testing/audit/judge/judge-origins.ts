import { type AuditCheck, checkOf } from '../audit-report.ts';
import { type CaseFile, visitsOf } from './case-file.ts';
import { judgePolicy } from './judge-policy.ts';

/** Promise 5: no request to another origin, and a policy under which the browser would stop one. */
export function judgeOrigins(file: CaseFile): readonly AuditCheck[] {
  const { plan, exceptions } = file;
  const own = new Set([plan.url, ...plan.ownOrigins].map((url) => new URL(url).host));
  const foreign = visitsOf(file)
    .flatMap(({ requests }) => requests)
    .filter(({ url, blocked }) => /^(https?|wss?):/.test(url) && !blocked && !own.has(new URL(url).host))
    .flatMap(({ url, method }) => {
      const { origin, pathname } = new URL(url);
      const finding = `${method === 'SOCKET' ? 'a socket' : method} to ${origin === 'null' ? url : origin}${pathname}`;
      return exceptions.excuses('request', url, finding) ? [] : [finding];
    });
  return [
    checkOf(5, 'own-origin-only', 'every request goes to the app’s own origin', foreign),
    checkOf(
      5,
      'policy-strict',
      'a Content-Security-Policy keeps scripts and connections to the app’s own origin',
      judgePolicy(file.undecided.policies, own).filter(
        (finding) => !exceptions.excuses('policy', finding, finding),
      ),
    ),
  ];
}
