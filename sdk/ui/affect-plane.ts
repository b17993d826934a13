import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { AffectEstimate, Reading } from '../vocabulary.ts';
import type { Messages } from './messages/messages.ts';

const half = 100;

/**
 * The plane from negative to positive and calm to lively, with the estimate
 * drawn as the region where it may lie. Where one dimension abstained, the
 * region is a band across the whole plane; where both did, there is none.
 */
export function affectPlane(estimate: AffectEstimate, words: Messages): TemplateResult {
  const { affect } = words;
  return html`<figure class="plane" part="plane" aria-hidden="true">
    <span class="axis top">${affect.lively}</span>
    <span class="axis start">${affect.negative}</span>
    <svg viewBox="-104 -104 208 208" direction="ltr">
      <clipPath id="plane"><rect x="-100" y="-100" width="200" height="200" rx="14" /></clipPath>
      <rect class="ground" x="-100" y="-100" width="200" height="200" rx="14" />
      <g clip-path="url(#plane)">
        <path class="axes" d="M-100 0h200M0 -100v200" />
        ${region(estimate.valence, estimate.arousal)}
      </g>
    </svg>
    <span class="axis end">${affect.positive}</span>
    <span class="axis bottom">${affect.calm}</span>
  </figure>`;
}

function region(valence: Reading, arousal: Reading): SVGTemplateResult | typeof nothing {
  if (valence.kind === 'abstained' && arousal.kind === 'abstained') return nothing;
  const isKnown = (reading: Reading): boolean =>
    reading.kind === 'measured' && reading.standardDeviation !== null;
  const reach = isKnown(valence) && isKnown(arousal) ? reaches.both : reaches.one;
  const x = extent(valence, reach);
  const y = extent(arousal, reach);
  if (x.whole || y.whole) {
    return svg`
      <rect class="region outer" x=${x.centre - x.outer} y=${-y.centre - y.outer} width=${2 * x.outer} height=${2 * y.outer} rx="8" />
      <rect class="region inner" x=${x.centre - x.inner} y=${-y.centre - y.inner} width=${2 * x.inner} height=${2 * y.inner} rx="8" />`;
  }
  return svg`
    <ellipse class="region outer" cx=${x.centre} cy=${-y.centre} rx=${x.outer} ry=${y.outer} />
    <ellipse class="region inner" cx=${x.centre} cy=${-y.centre} rx=${x.inner} ry=${y.inner} />
    <circle class="centre" cx=${x.centre} cy=${-y.centre} r="3.5" />`;
}

interface Extent {
  readonly centre: number;
  readonly inner: number;
  readonly outer: number;
  readonly whole: boolean;
}

/**
 * Standard deviations that hold about two of three and 19 of 20 cases: of a
 * normal variable, and of two at once, whose ellipse has to be larger for it.
 */
const reaches = { one: { inner: 1, outer: 1.96 }, both: { inner: 1.51, outer: 2.45 } } as const;

/** The whole axis where nothing is known of the value or of its error. */
function extent(reading: Reading, reach: (typeof reaches)[keyof typeof reaches]): Extent {
  if (reading.kind === 'abstained' || reading.standardDeviation === null) {
    return { centre: 0, inner: half, outer: half, whole: true };
  }
  const deviation = reading.standardDeviation * half;
  return {
    centre: reading.value * half,
    inner: Math.max(2, reach.inner * deviation),
    outer: Math.max(4, reach.outer * deviation),
    whole: false,
  };
}
