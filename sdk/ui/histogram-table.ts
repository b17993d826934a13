import { html, nothing, type TemplateResult } from 'lit';
import { groupSignals } from '../meeting/group-signals.ts';
import type { BandedShare, GroupHistogram, GroupSignalName } from '../vocabulary.ts';
import { formatValue } from './format-reading.ts';
import { histogramSegments } from './histogram-segments.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/**
 * One histogram as a table whose cells carry the bars: what is seen and what a
 * screen reader says are the same figures, so they cannot drift apart.
 */
export function histogramTable(histogram: GroupHistogram, words: Messages, locale: string): TemplateResult {
  const { signal, abstained } = histogram;
  const { name, meaning } = words.groupSignal[signal];
  const affect = signal === 'valence' || signal === 'arousal';
  return html`
    <table role="table" class="histogram ${affect ? 'affect' : ''}" part="histogram" data-signal=${signal}>
      <caption><span class="strong">${name}</span><span class="muted">${meaning}</span></caption>
      <thead role="rowgroup" class="visually-hidden">
        <tr role="row"><th role="columnheader" scope="col">${words.group.bin}</th><th role="columnheader" scope="col">${words.group.share}</th></tr>
      </thead>
      <tbody role="rowgroup">
        ${histogramSegments(histogram).map(({ fromBin, toBin, share }) =>
          row(
            bandName(signal, fromBin, toBin, words),
            rangeInWords(signal, fromBin, toBin, words, locale),
            share,
            words,
            locale,
            fromBin === toBin ? String(fromBin) : `${fromBin}-${toBin}`,
          ),
        )}
        ${row(words.group.notMeasurable, '', abstained, words, locale, 'abstained')}
      </tbody>
    </table>
  `;
}

function bandName(signal: GroupSignalName, fromBin: number, toBin: number, words: Messages): string {
  const names = words.groupBins[signal];
  const from = names[fromBin] ?? '';
  return fromBin === toBin ? from : fill(words.group.joined, { from, to: names[toBin] ?? '' });
}

/** The band's edges in its unit; affect has none, since its scale means nothing to people. */
function rangeInWords(
  signal: GroupSignalName,
  fromBin: number,
  toBin: number,
  words: Messages,
  locale: string,
): string {
  const definition = groupSignals.find(({ name }) => name === signal);
  if (definition === undefined || definition.tier === 'affect') return '';
  const { edges, unit } = definition;
  const format = (edge: number): string =>
    `${formatValue(edge, unit, locale)} ${words.unit[unit].name}`.trim();
  const low = edges[fromBin - 1];
  const high = edges[toBin];
  if (low === undefined) return high === undefined ? '' : fill(words.group.under, { high: format(high) });
  if (high === undefined) return fill(words.group.above, { low: format(low) });
  return fill(words.group.between, { low: formatValue(low, unit, locale), high: format(high) });
}

function row(
  name: string,
  range: string,
  share: BandedShare,
  words: Messages,
  locale: string,
  bin: string,
): TemplateResult {
  const text =
    share === null ? words.group.hidden : fill(words.group.about, { share: formatValue(share, '1', locale) });
  return html`
    <tr role="row" class=${bin === 'abstained' ? 'abstained' : ''} data-bin=${bin} data-value=${share ?? 'hidden'}>
      <th role="rowheader" scope="row">${name}${range === '' ? nothing : html` <span class="range">${range}</span>`}</th>
      <td role="cell">
        <span class="bar ${share === null ? 'concealed' : ''}" part="bar" aria-hidden="true">
          <span .style=${`inline-size: ${100 * (share ?? 0)}%`}></span>
        </span>
        <span class="share">${text}</span>
      </td>
    </tr>
  `;
}
