import type { MeetingSummary } from '../meeting/meeting-summary.ts';
import type { ModelCard } from '../models/model-card.ts';
import type { ExportSummaryDetail } from './events.ts';
import { loadMessages } from './messages/load-messages.ts';
import { summaryReport } from './summary-report.ts';

/** What {@link exportSummary} is told. */
export interface ExportSummaryOptions {
  readonly format: ExportSummaryDetail['format'];
  /** Of the models that took part: the file says how wrong they are. */
  readonly cards?: readonly ModelCard[];
  /** BCP 47, for the report's words and numbers; `en` unless told. */
  readonly language?: string;
}

/**
 * A meeting's summary as a file: everything that it says, and nothing more.
 *
 * - `json`: the summary as it is, with the errors of the models' cards
 * - `csv`: one row per signal and level of the whole meeting, then of each window (RFC 4180)
 * - `html`: a report for reading and printing that loads nothing from anywhere
 *
 * @throws Whatever the import throws (as a rejection) where the words of the language could not be fetched.
 */
export async function exportSummary(
  summary: MeetingSummary,
  { format, cards = [], language = 'en' }: ExportSummaryOptions,
): Promise<ExportSummaryDetail> {
  const day =
    summary.toSeconds === null ? '' : `-${new Date(summary.toSeconds * 1000).toISOString().slice(0, 10)}`;
  const fileName = `meeting-summary${day}.${format}`;
  switch (format) {
    case 'json': {
      const models = cards.map(({ id, version, evaluations }) => ({ id, version, evaluations }));
      const text = `${JSON.stringify({ ...summary, models }, null, 2)}\n`;
      return { format, fileName, mediaType: 'application/json', text };
    }
    case 'csv':
      return { format, fileName, mediaType: 'text/csv;charset=utf-8', text: toCsv(summary) };
    case 'html':
      return {
        format,
        fileName,
        mediaType: 'text/html;charset=utf-8',
        text: summaryReport(summary, cards, await loadMessages(language), language),
      };
  }
}

/** Small groups are told in words: their shares are left out here as they are on the screen. */
function toCsv({
  signals,
  overlap,
  course,
  wording,
  fromSeconds,
  toSeconds,
  k,
  contributors,
  windows,
}: MeetingSummary): string {
  const head = ['from', 'to', 'signal', 'unit', 'level', 'share_at_least', 'share_at_most', 'word'];
  const time = (seconds: number | null): string =>
    seconds === null ? '' : new Date(seconds * 1000).toISOString();
  const share = (value: number): string => (wording === 'shares' ? String(value) : '');
  const whole = signals.flatMap(({ signal, unit, bands }) =>
    bands.map((band) => [
      time(fromSeconds),
      time(toSeconds),
      signal,
      unit,
      band.level,
      share(band.shareAtLeast),
      share(band.shareAtMost),
      band.word ?? '',
    ]),
  );
  const levels = ['low', 'middle', 'high'];
  const moments = course.flatMap((moment) =>
    signals.flatMap(({ signal, unit }) =>
      (moment.signals[signal] ?? []).map(([atLeast, atMost], index) => [
        time(moment.atSeconds),
        time(moment.atSeconds),
        signal,
        unit,
        levels[index] ?? '',
        String(atLeast),
        String(atMost),
        '',
      ]),
    ),
  );
  const about = [
    ['contributors', `${contributors?.atLeast ?? ''}`, `${contributors?.atMost ?? ''}`],
    ...(overlap === null ? [] : [['talk_over_others_at_least', `${overlap.shareAtLeast}`]]),
    ['smallest_group', `${k ?? ''}`],
    ['windows_shown', `${windows.released}`],
    ...Object.entries(windows.withheldBy).map(([reason, count]) => [`withheld_${reason}`, `${count}`]),
    ['use', 'must not be used to evaluate anyone'],
  ];
  return [head, ...whole, ...moments, [], ...about].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
