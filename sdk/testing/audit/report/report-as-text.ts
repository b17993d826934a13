import { type AuditCheck, type AuditReport, type PromiseNumber, promises } from '../audit-report.ts';

const marks: Readonly<Record<AuditCheck['outcome'], string>> = {
  kept: 'ok        ',
  broken: 'BROKEN    ',
  'not-tested': 'not tested',
};

/** The report for people. */
export function reportAsText(report: AuditReport): string {
  const { url, checks, exceptions, notes, seconds } = report;
  const numbers = [...new Set(checks.map(({ promise }) => promise))];
  const lines = numbers.flatMap((promise: PromiseNumber) => [
    `${String(promise).padStart(2)}  ${promises[promise]}`,
    ...checks
      .filter((check) => check.promise === promise)
      .flatMap(({ outcome, title, findings }) => [
        `    ${marks[outcome]}  ${title}`,
        ...findings.map((finding) => `                - ${finding}`),
      ]),
  ]);
  const excused = exceptions.flatMap(({ exception, excused: list }) => [
    `exception ${exception}${list.length === 0 ? ': excused nothing' : ''}`,
    ...list.map((finding) => `  - ${finding}`),
  ]);
  const count = (outcome: AuditCheck['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  return [
    `Audit of ${url}, ${seconds} s`,
    '',
    ...lines,
    '',
    ...excused,
    ...notes.map((note) => `note: ${note}`),
    `${count('kept')} kept, ${count('broken')} broken, ${count('not-tested')} not tested`,
    '',
  ].join('\n');
}
