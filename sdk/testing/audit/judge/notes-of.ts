import { type CaseFile, visitsOf } from './case-file.ts';

/** What breaks no promise and is worth knowing. */
export function notesOf(file: CaseFile): readonly string[] {
  const { plan, agreed } = file;
  const visits = visitsOf(file);
  const own = new Set([plan.url, ...plan.ownOrigins].map((url) => new URL(url).hostname));
  const servers = [...new Set(visits.flatMap(({ iceUrls }) => [...iceUrls]))].filter(
    (url) => !own.has(url.replace(/^\w+:/, '').replace(/[:?].*$/, '')),
  );
  const blocked = [
    ...new Set(
      visits.flatMap(({ requests }) => requests.filter((request) => request.blocked).map(({ url }) => url)),
    ),
  ];
  return [
    ...(servers.length > 0 ? [`the call asks foreign servers for its address: ${servers.join(', ')}`] : []),
    ...(blocked.length > 0 ? [`the page's policy stopped requests to ${blocked.join(', ')}`] : []),
    ...(agreed?.withdrawnAtMs != null ? [`after the stop ${goneAfter(agreed, agreed.withdrawnAtMs)}`] : []),
  ];
}

function goneAfter(visit: NonNullable<CaseFile['agreed']>, withdrawnAtMs: number): string {
  const ends = visit.workers
    .filter(({ bornMs }) => bornMs >= (visit.answeredAtMs ?? 0) && bornMs < withdrawnAtMs)
    .map(({ endedMs }) => (endedMs === null ? Number.POSITIVE_INFINITY : endedMs - withdrawnAtMs));
  if (ends.length === 0) return 'there was no worker to end';
  const last = Math.max(...ends);
  return last === Number.POSITIVE_INFINITY
    ? 'not every worker ended'
    : `the last of ${ends.length} worker${ends.length === 1 ? '' : 's'} ended within ${Math.max(0, Math.round(last))} ms`;
}
