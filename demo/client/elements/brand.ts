import { html, type TemplateResult } from 'lit';
import mark from '../styles/icon.svg?no-inline';

/** The application's mark and name. */
export function brand(): TemplateResult {
  return html`<span class="brand"><img src=${mark} alt="" width="28" height="28" /><span>Parley</span></span>`;
}
