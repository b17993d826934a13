import { html, nothing, type TemplateResult } from 'lit';
import { formatValue } from './format-reading.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';
import { type ContourPoint, contourPath, pausesPath, pitchLines } from './voice-contour.ts';

const width = 320;
const height = 72;

/** Pitch and loudness of the last ten seconds as two lines, pauses as shade behind them, newest at the right edge in every language. */
export function contourFigure(
  points: readonly ContourPoint[],
  words: Messages,
  locale: string,
): TemplateResult {
  const { selfView } = words;
  const grid = pitchLines.map(({ place }) => `M0 ${height * place}H${width}`).join('');
  const heard = points.some(({ pitchHz }) => pitchHz !== null);
  return html`<figure class="contour" part="contour" data-points=${points.length}>
    <figcaption>
      <span>${selfView.contour}</span>
      <span class="keys" aria-hidden="true">
        <span class="key pitch">${selfView.pitchAxis}</span><span class="key loudness">${selfView.loudnessAxis}</span><span class="key pause">${selfView.pauseAxis}</span>
      </span>
    </figcaption>
    <div class="plot">
    <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label=${summary(points, words)}>
      <path class="pause" d=${pausesPath(points, width, height)} />
      <path class="grid" d=${`${grid}M${width / 2} 0V${height}`} vector-effect="non-scaling-stroke" />
      <path class="line loudness" d=${contourPath(points, 'loudnessDbfs', width, height)} vector-effect="non-scaling-stroke" />
      <path class="line pitch" d=${contourPath(points, 'pitchHz', width, height)} vector-effect="non-scaling-stroke" />
    </svg>
    ${pitchLines.map(
      ({ pitchHz, place }) =>
        html`<span class="pitch-line" aria-hidden="true" .style=${`top: ${100 * place}%`}>${formatValue(pitchHz, 'Hz', locale)} ${words.unit.Hz.name}</span>`,
    )}
    </div>
    ${heard ? nothing : html`<p class="hush muted">${selfView.contourEmpty}</p>`}
  </figure>`;
}

function summary(points: readonly ContourPoint[], { selfView }: Messages): string {
  // Between two syllables there is no pitch: the last that was heard is what "now" means to a listener.
  const now = points.findLast(({ pitchHz, loudnessDbfs }) => pitchHz !== null && loudnessDbfs !== null);
  if (now === undefined || now.pitchHz === null || now.loudnessDbfs === null) return selfView.contour;
  const figures = { pitch: Math.round(now.pitchHz), loudness: Math.round(now.loudnessDbfs) };
  return `${selfView.contour}. ${fill(selfView.contourSummary, figures)}`;
}
