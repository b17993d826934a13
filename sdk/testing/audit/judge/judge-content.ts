import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import type { Evidence, Payload } from '../evidence.ts';
import { findNumbers, findPersonal } from '../personal-content.ts';
import { type CaseFile, shortAddress, visitsOf } from './case-file.ts';

/** Promises 4, 7 and 10 as far as content goes: what is sent, received and kept holds nothing of one person. */
export function judgeContent(file: CaseFile): readonly AuditCheck[] {
  const { agreed } = file;
  const visits = visitsOf(file);
  const measured = agreed !== null && agreed.startedAtMs !== null && agreed.numbers.size > 0;
  const why = 'no measured value was seen, so none could be known again in what is sent or kept';
  const sent = visits.flatMap((visit) => personalIn(file, visit, visit.sent, 'sent to'));
  const kept = visits.flatMap((visit) => keptIn(file, visit));
  const sending =
    'what leaves by sockets, requests and data channels holds no picture, sound, feature or estimate of a person';
  const keeping = 'no picture, feature or estimate is put away on the device';
  return [
    measured || sent.length > 0
      ? checkOf(4, 'nothing-personal-sent', sending, sent)
      : notTested(4, 'nothing-personal-sent', sending, why),
    judgeGroup(file, visits),
    measured || kept.length > 0
      ? checkOf(10, 'nothing-kept', keeping, kept)
      : notTested(10, 'nothing-kept', keeping, why),
  ];
}

function personalIn(
  { plan, exceptions }: CaseFile,
  { numbers }: Evidence,
  payloads: readonly Payload[],
  verb: string,
): readonly string[] {
  const byPlace = new Map<string, { what: Set<string>; numbers: Set<number> }>();
  for (const { channel, url, text, bytes } of payloads) {
    const place = `${channel} ${shortAddress(url.split('?')[0] ?? url, plan)}`;
    const known = byPlace.get(place) ?? { what: new Set(), numbers: new Set() };
    byPlace.set(place, known);
    for (const what of findPersonal(text, bytes)) known.what.add(what);
    for (const number of findNumbers(text, bytes, numbers)) known.numbers.add(number);
  }
  return [...byPlace].flatMap(([place, { what, numbers: equal }]) => {
    const findings = [
      ...(what.size > 0 ? [`${[...what].slice(0, 4).join(', ')} was ${verb} ${place}`] : []),
      // One equal number may be chance.
      ...(equal.size > 1
        ? [`numbers that were measured (${[...equal].slice(0, 3).join(', ')}) were ${verb} ${place}`]
        : []),
    ];
    return findings.filter((finding) => !exceptions.excuses('message', place, finding));
  });
}

function keptIn({ exceptions }: CaseFile, visit: Evidence): readonly string[] {
  return visit.kept.flatMap(({ place, text }) => {
    const equal = findNumbers(text, null, visit.numbers);
    const findings = [
      ...findPersonal(text, null).map((what) => `${what} is kept in ${place}`),
      ...(equal.length > 1
        ? [`numbers that were measured (${equal.slice(0, 3).join(', ')}) are kept in ${place}`]
        : []),
    ];
    return findings.filter((finding) => !exceptions.excuses('storage', place, finding));
  });
}

function judgeGroup(file: CaseFile, visits: readonly Evidence[]): AuditCheck {
  const title =
    'of a group of fewer than five nothing is shown, and nobody is sent anything of another person';
  const views = visits.flatMap(({ values }) => values);
  const received = visits.flatMap((visit) => personalIn(file, visit, visit.received, 'received from'));
  const released = views.flatMap((values) => values.released);
  const findings = [
    ...received,
    ...released
      .filter(({ atLeast }) => atLeast < 5)
      .map(({ atLeast }) => `a view of a group of ${atLeast} or more was shown, and five is the fewest`),
    ...released.filter(({ fine }) => fine).map(() => 'a view of the group showed shares finer than tenths'),
  ];
  const seen =
    views.some(({ withheld }) => withheld > 0) ||
    released.length > 0 ||
    visits.some((visit) => visit.received.length > 0);
  return seen || findings.length > 0
    ? checkOf(7, 'group-or-nothing', title, findings)
    : notTested(
        7,
        'group-or-nothing',
        title,
        'no <assent-group-view> was on the page and no socket received anything',
      );
}
