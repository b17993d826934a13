import { html, nothing, type TemplateResult } from 'lit';
import type { Abstained, Measured, Measurement, Unit } from '../vocabulary.ts';
import { type BehaviourScale, behaviourScales, positionOn } from './behaviour-scale.ts';
import { formatMargin, formatValue } from './format-reading.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

const withoutNegatives: ReadonlySet<Unit> = new Set<Unit>(['1', '{count}', 's', '%', '1/s', '1/min']);

/** What a row needs besides its measurement. */
export interface RowContext {
  readonly words: Messages;
  readonly locale: string;
  /** Whether this signal was contested since it was last shown. */
  readonly contested: boolean;
  readonly contest: () => void;
  /** Who answers for it, in words; empty where the application does not say. */
  readonly redress: string;
}

/** One measurement: figure, unit, uncertainty and track; unfolded, what it means and “this is wrong”. */
export function measurementRow(measurement: Measurement, context: RowContext): TemplateResult {
  const { name, reading, modality } = measurement;
  const { words } = context;
  return html`
    <details class="row ${modality}" part="signal" data-signal=${name} data-state=${reading.kind}
      data-value=${reading.kind === 'measured' ? reading.value : nothing}
      data-reason=${reading.kind === 'abstained' ? reading.reasons.join(' ') : nothing}>
      <summary>
        <span class="name">${words.behaviour[name].name}</span>
        ${reading.kind === 'measured' ? figure(measurement, reading, context) : absent(reading, words)}
      </summary>
      <div class="unfolded">
        <p>${words.behaviour[name].meaning}</p>
        <p class="muted">${stretch(measurement, words)} ${reading.kind === 'measured' ? certainty(measurement, reading, context) : nothing}</p>
        ${contestButton(context)}
      </div>
    </details>
  `;
}

/** “This is wrong”, and the thanks for having said so; the button stays, so that focus does. */
export function contestButton({ words, contested, contest, redress }: RowContext): TemplateResult {
  return html`<p class="contest">
    <button type="button" class="quiet-button" part="contest" data-action="contest"
      aria-disabled=${contested ? 'true' : nothing} @click=${() => contested || contest()}>${words.selfView.wrong}</button>
    <span class="muted" role="status">${contested ? `${words.selfView.wrongSent} ${redress}` : nothing}</span>
  </p>`;
}

function figure(measurement: Measurement, reading: Measured, { words, locale }: RowContext): TemplateResult {
  const { unit, name } = measurement;
  const deviation = reading.standardDeviation;
  const scale = behaviourScales[name];
  const unitWords = words.unit[unit];
  return html`
    <span class="figure">
      <span class="value">${formatValue(reading.value, unit, locale)}</span>
      ${deviation === null ? nothing : html`<span class="margin">${formatMargin(deviation, unit, locale)}</span>`}
      <span class="unit" aria-hidden="true">${unitWords.name}</span>
      ${unit === '1' ? nothing : html`<span class="visually-hidden">${unitWords.meaning}</span>`}
    </span>
    ${scale === null ? html`<span class="track none"></span>` : track(scale, reading)}
  `;
}

/**
 * The scale with the stretch where the value may lie as a band, fainter the
 * poorer the evidence. Styles go in as properties: a strict Content-Security-Policy
 * blocks style attributes.
 */
function track(scale: BehaviourScale, reading: Measured): TemplateResult {
  const margin = 1.96 * (reading.standardDeviation ?? 0);
  const low = positionOn(scale, reading.value - margin);
  const high = positionOn(scale, reading.value + margin);
  const at = positionOn(scale, reading.value);
  return html`<span class="track" aria-hidden="true" .style=${`--quality: ${reading.quality.toFixed(2)}`}>
    <span class="fill" .style=${`inline-size: ${percent(at)}`}></span>
    ${reading.standardDeviation === null ? nothing : html`<span class="band" .style=${`inset-inline-start: ${percent(low)}; inline-size: ${percent(high - low)}`}></span>`}
    <span class="mark" .style=${`inset-inline-start: ${percent(at)}`}></span>
  </span>`;
}

function absent(reading: Abstained, words: Messages): TemplateResult {
  return html`<span class="absent"><span class="visually-hidden">${words.selfView.notMeasured}. </span>
    ${reading.reasons.map((reason) => words.abstention[reason]).join(' ') || words.selfView.notMeasured}</span>`;
}

function stretch({ windowSeconds }: Measurement, { selfView }: Messages): string {
  return windowSeconds === 0
    ? `${selfView.moment}.`
    : `${fill(selfView.over, { seconds: Math.round(windowSeconds) })}.`;
}

function certainty({ unit }: Measurement, reading: Measured, { words, locale }: RowContext): string {
  const { selfView } = words;
  const quality =
    reading.quality >= 0.7
      ? selfView.qualityGood
      : reading.quality >= 0.4
        ? selfView.qualityFair
        : selfView.qualityPoor;
  if (reading.standardDeviation === null) return `${selfView.noUncertainty} ${quality}.`;
  const margin = 1.96 * reading.standardDeviation;
  // Shares and counts cannot be under nothing, nor shares over all.
  const floor = withoutNegatives.has(unit) ? 0 : -Infinity;
  const ceiling = unit === '1' ? 1 : Infinity;
  const low = formatValue(Math.max(floor, reading.value - margin), unit, locale);
  const high = formatValue(Math.min(ceiling, reading.value + margin), unit, locale);
  return `${fill(selfView.range, { low, high: `${high} ${words.unit[unit].name}`.trim() })} ${quality}.`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`;
}
