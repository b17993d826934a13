import { type AuditReport, promises } from '../audit-report.ts';

/** The report as JUnit XML, as CI systems read it: one suite, one case for each check. */
export function reportAsJunit({ url, auditedAt, seconds, checks, exceptions, notes }: AuditReport): string {
  const broken = checks.filter(({ outcome }) => outcome === 'broken').length;
  const skipped = checks.filter(({ outcome }) => outcome === 'not-tested').length;
  const cases = checks.map(({ promise, id, title, outcome, findings }) => {
    const name = attribute(`${id}: ${title}`);
    const suite = attribute(`${promise}. ${promises[promise]}`);
    const head = `    <testcase name="${name}" classname="${suite}" time="0"`;
    if (outcome === 'kept') return `${head}/>`;
    const message = attribute(findings[0] ?? title);
    if (outcome === 'not-tested') return `${head}><skipped message="${message}"/></testcase>`;
    return `${head}><failure message="${message}">${content(findings.join('\n'))}</failure></testcase>`;
  });
  const aside = [
    ...exceptions.flatMap(({ exception, excused }) => [
      `exception ${exception}`,
      ...excused.map((one) => `  ${one}`),
    ]),
    ...notes,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="assent audit" tests="${checks.length}" failures="${broken}" skipped="${skipped}" time="${seconds}">`,
    `  <testsuite name="${attribute(url)}" tests="${checks.length}" failures="${broken}" skipped="${skipped}" errors="0" time="${seconds}" timestamp="${attribute(auditedAt)}">`,
    ...cases,
    ...(aside.length > 0 ? [`    <system-out>${content(aside.join('\n'))}</system-out>`] : []),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** XML 1.0 knows no control characters and no halves of characters, not even escaped. */
function content(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|\p{Cs}|\uFFFE|\uFFFF/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function attribute(text: string): string {
  return content(text)
    .replace(/"/g, '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}
