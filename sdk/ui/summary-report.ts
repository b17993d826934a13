import type { MeetingSummary, SignalSummary } from '../meeting/meeting-summary.ts';
import type { ModelCard } from '../models/model-card.ts';
import type { WithheldReason } from '../vocabulary.ts';
import { contributorsInWords } from './contributors-in-words.ts';
import { errorsOf } from './errors-of.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';
import { overlapInWords } from './overlap-table.ts';
import { shareRange } from './share-range.ts';
import { uncertaintyInWords } from './uncertainty-in-words.ts';

const style = `
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #17212b; }
  table { width: 100%; table-layout: fixed; border-collapse: collapse; margin-block: 1rem; break-inside: avoid; }
  h1, h2 { break-after: avoid; }
  caption { text-align: start; font-weight: 650; }
  th, td { text-align: start; padding: 0.25rem 0.5rem; border-block-end: 1px solid #d9e0e5; font-weight: 400; }
  .limits { padding: 1rem; background: #fff3df; print-color-adjust: exact; break-inside: avoid; }
  @media print { body { margin: 0; max-width: none; } }
`;

/** A report that stands by itself: no script, no picture, nothing loaded from anywhere, and its policy says so. */
export function summaryReport(
  summary: MeetingSummary,
  cards: readonly ModelCard[],
  words: Messages,
  locale: string,
): string {
  const { windows, contributors, k, wording, signals, overlap, limits, course } = summary;
  const number = new Intl.NumberFormat(locale);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const total = windows.released + windows.withheld;
  const withheld = (Object.entries(windows.withheldBy) as [WithheldReason, number][]).filter(
    ([, count]) => count > 0,
  );
  const shown = signals.filter(({ bands }) => bands.length > 0);
  const range = (low: number, high: number): string => shareRange(low, high, words, locale);

  const signalTable = ({ signal, bands }: SignalSummary): string =>
    table(
      `${words.groupSignal[signal].name}. ${words.groupSignal[signal].meaning}`,
      [words.group.bin, words.group.share],
      bands.map((band) => [
        words.groupLevels[signal][band.level],
        wording === 'words'
          ? band.word === null
            ? words.summary.notSaid
            : words.shareWord[band.word]
          : range(band.shareAtLeast, band.shareAtMost),
      ]),
    );
  const courseTable = ({ signal }: SignalSummary): string =>
    table(
      `${words.groupSignal[signal].name}: ${words.summary.course}`,
      [
        words.summary.time,
        ...(['low', 'middle', 'high'] as const).map((level) => words.groupLevels[signal][level]),
      ],
      course.map(({ atSeconds, signals: at }) => [
        time.format(atSeconds * 1000),
        ...(at[signal]?.map(([low, high]) => range(low, high)) ?? [words.summary.noSignal]),
      ]),
    );

  return `<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(words.summary.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(words.summary.title)}</h1>
<p>${escapeHtml(words.summary.lead)} ${escapeHtml(words.group.same)}</p>
<section class="limits"><h2>${escapeHtml(words.summary.limits)}</h2>
${list(limits.map((limit) => words.limit[limit]))}</section>
${list([
  ...(summary.fromSeconds === null || summary.toSeconds === null
    ? []
    : [date.formatRange(summary.fromSeconds * 1000, summary.toSeconds * 1000)]),
  ...(contributors === null ? [] : [contributorsInWords(contributors, words, locale)]),
  fill(words.summary.windows, { released: number.format(windows.released), total: number.format(total) }),
  ...(k === null ? [] : [fill(words.summary.floor, { k: number.format(k) })]),
])}
${shown.map(signalTable).join('\n')}
${overlap === null ? '' : `<h2>${escapeHtml(words.overlap.name)}</h2><p>${escapeHtml(words.overlap.meaning)}</p>${list([`${words.overlap.row}: ${overlapInWords(overlap, words, locale)}`])}`}
${course.length === 0 ? '' : shown.map(courseTable).join('\n')}
${withheld.length === 0 ? '' : `<h2>${escapeHtml(words.summary.withheldTitle)}</h2>${list(withheld.map(([reason, count]) => `${number.format(count)} × ${words.withheld[reason]}`))}`}
<h2>${escapeHtml(words.summary.uncertainty)}</h2>
<p>${escapeHtml(uncertaintyInWords(summary, words, locale))}</p>
${cards.length === 0 ? '' : `<h2>${escapeHtml(words.summary.errors)}</h2><p>${escapeHtml(words.summary.errorsMeaning)}</p>${list(errorsOf(cards, words, locale))}`}
</body>
</html>
`;
}

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = ([first = '', ...others]: readonly string[]): string => {
    // A row that says one thing says it over all columns.
    const span = others.length < head.length - 1 ? ` colspan="${head.length - 1}"` : '';
    return `<th scope="row">${escapeHtml(first)}</th>${others.map((cell) => `<td${span}>${escapeHtml(cell)}</td>`).join('')}`;
  };
  return `<table><caption>${escapeHtml(caption)}</caption>
<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}</ul>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
