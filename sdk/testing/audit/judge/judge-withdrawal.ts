import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import { type Evidence, indicatorGraceMs } from '../evidence.ts';
import type { ReadReport } from '../page/page-report.ts';
import { type CaseFile, shortAddress } from './case-file.ts';
import { describeRead } from './describe-read.ts';
import { modelsOf, readsOf } from './judge-before.ts';

/** The watch in the page looks twenty times a second, and what it tells takes a moment. */
const graceMs = 100;

/** Promise 2: what is measured is shown and can be stopped, and a stop stops everything at once. */
export function judgeWithdrawal(file: CaseFile): readonly AuditCheck[] {
  const { agreed, plan } = file;
  const indicator = 'while anything is measured an indicator is in sight, with a way to stop';
  const gone = `within ${plan.stopWithinSeconds} s of a withdrawal workers, audio contexts and readers are gone`;
  const silent = 'nothing is read, fetched, made or shown anew after a withdrawal';
  if (agreed === null || agreed.startedAtMs === null) {
    const why =
      agreed === null
        ? 'no prompt was answered'
        : `nothing was measured within ${plan.startWithinSeconds} s of agreeing, so there was nothing to withdraw`;
    return [
      notTested(2, 'indicator-in-sight', indicator, why),
      notTested(2, 'gone-in-time', gone, why),
      notTested(2, 'nothing-after-withdrawal', silent, why),
    ];
  }
  const { withdrawnAtMs } = agreed;
  const shown = checkOf(
    2,
    'indicator-in-sight',
    indicator,
    indicatorFindings(file, agreed, agreed.startedAtMs),
  );
  if (withdrawnAtMs === null) {
    const missing = `there is nothing to stop it with (${plan.selectors.stop})`;
    return [
      shown,
      checkOf(2, 'gone-in-time', gone, [missing]),
      notTested(2, 'nothing-after-withdrawal', silent, missing),
    ];
  }
  return [
    shown,
    checkOf(2, 'gone-in-time', gone, remains(file, agreed, withdrawnAtMs)),
    checkOf(2, 'nothing-after-withdrawal', silent, afterwards(file, agreed, withdrawnAtMs)),
  ];
}

function indicatorFindings(
  { plan }: CaseFile,
  { indicator }: Evidence,
  startedAtMs: number,
): readonly string[] {
  const looks = indicator.filter(({ atMs }) => atMs > startedAtMs + indicatorGraceMs);
  const unseen = looks.filter(({ shown }) => !shown).length;
  const unstoppable = looks.filter(({ stop }) => !stop).length;
  return [
    ...(unseen > 0
      ? [`the indicator (${plan.selectors.indicator}) was out of sight at ${unseen} of ${looks.length} looks`]
      : []),
    ...(unstoppable > 0
      ? [`the stop (${plan.selectors.stop}) was out of sight at ${unstoppable} of ${looks.length} looks`]
      : []),
  ];
}

function remains({ plan, exceptions }: CaseFile, visit: Evidence, withdrawnAtMs: number): readonly string[] {
  const deadlineMs = withdrawnAtMs + plan.stopWithinSeconds * 1000;
  const answeredAtMs = visit.answeredAtMs ?? 0;
  const workers = visit.workers
    .filter(
      ({ bornMs, endedMs }) =>
        bornMs >= answeredAtMs &&
        bornMs < deadlineMs &&
        (endedMs ?? Number.POSITIVE_INFINITY) > deadlineMs + graceMs,
    )
    .flatMap(({ url, name, fed, endedMs }) => {
      const given = fed.length > 0 ? `, which was given ${[...new Set(fed)].join(' and ')},` : '';
      const long =
        endedMs === null ? 'still runs' : `ran on for ${((endedMs - withdrawnAtMs) / 1000).toFixed(1)} s`;
      const finding = `worker ${shortAddress(url, plan)}${name === 'unnamed' ? '' : ` (${name})`}${given} ${long}`;
      return exceptions.excuses('worker', url, finding) ? [] : [finding];
    });
  const atDeadline = visit.live.findLast(({ atMs }) => atMs <= deadlineMs + graceMs);
  const atAnswer = visit.live.findLast(({ atMs }) => atMs <= answeredAtMs);
  const contexts = (atDeadline?.contexts ?? [])
    .filter(({ madeAtMs }) => madeAtMs >= answeredAtMs)
    .flatMap(({ where }) => {
      const finding = `an audio context with a microphone in it is not closed, made by ${shortAddress(where, plan)}`;
      return exceptions.excuses('audio-context', where, finding) ? [] : [finding];
    });
  const readers = (atDeadline?.readers ?? [])
    // One in a worker ends with it, and workers are judged by themselves; one that was there before is no measuring of this consent.
    .filter(
      (reader) =>
        reader.worker === null &&
        !atAnswer?.readers.some((was) => was.how === reader.how && was.where === reader.where),
    )
    .flatMap(({ how, of, where }) => {
      const media = how === 'track-processor' ? 'video' : 'audio';
      const finding = `still, ${describeRead({ how, media, of })} in ${shortAddress(where, plan)}`;
      return exceptions.excuses(how, where, finding) ? [] : [finding];
    });
  return [...workers, ...contexts, ...readers];
}

function afterwards(file: CaseFile, visit: Evidence, withdrawnAtMs: number): readonly string[] {
  const deadlineMs = withdrawnAtMs + file.plan.stopWithinSeconds * 1000;
  const answeredAtMs = visit.answeredAtMs ?? 0;
  // What was read before any answer is a fault of its own, or excused, and told as that.
  const before = new Set(visit.reads.filter(({ atMs }) => atMs < answeredAtMs).map(causeOf));
  const seen = visit.reads.filter(
    (read) => read.of !== 'remote' && read.untilMs > deadlineMs && !before.has(causeOf(read)),
  );
  const made = visit.workers
    .filter(({ bornMs }) => bornMs > deadlineMs)
    .map(({ url }) => `worker ${shortAddress(url, file.plan)} was made`);
  const newest = Math.max(0, ...visit.values.map(({ newestSeconds }) => newestSeconds)) * 1000;
  return [
    ...readsOf(file, seen),
    ...made,
    ...modelsOf(
      file,
      visit.requests.filter(({ atMs }) => atMs > deadlineMs),
    ),
    ...(newest > deadlineMs
      ? [
          `the own view shows a signal of ${((newest - withdrawnAtMs) / 1000).toFixed(1)} s after the withdrawal`,
        ]
      : []),
  ].map((finding) => `${finding}, after the withdrawal`);
}

function causeOf({ how, where }: ReadReport): string {
  return `${how} ${where}`;
}
