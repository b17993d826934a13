import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Modality } from '../vocabulary.ts';

const voice: SVGTemplateResult = svg`<path d="M4 10v4M8 6.5v11M12 3.5v17M16 7.5v9M20 10v4" />`;
const face: SVGTemplateResult = svg`<circle cx="12" cy="12" r="8.5" /><path d="M9 9.6v.8M15 9.6v.8M8.5 14.2c1.9 2.2 5.1 2.2 7 0" />`;
const affect: SVGTemplateResult = svg`<rect x="4" y="4" width="16" height="16" rx="3.5" /><path d="M12 7.2v9.6M7.2 12h9.6" opacity=".45" /><circle cx="15" cy="9.4" r="1.6" fill="currentColor" />`;
const group: SVGTemplateResult = svg`<circle cx="9" cy="9" r="3.2" /><circle cx="16.5" cy="10" r="2.5" /><path d="M3.5 19c.4-3.6 2.6-5.4 5.5-5.4s5.1 1.8 5.5 5.4M16.5 15c2.2 0 3.7 1.3 4 4" />`;
const lock: SVGTemplateResult = svg`<rect x="5" y="10.5" width="14" height="9" rx="2.4" /><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />`;

/** What can be drawn. */
export type IconName = Modality | 'affect' | 'group' | 'lock';

const drawings: Readonly<Record<IconName, SVGTemplateResult>> = { voice, face, affect, group, lock };

/** A decorative line drawing in the text's colour; assistive technology skips it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawings[name]}</svg>`;
}
