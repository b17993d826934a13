import { type CSSResultGroup, unsafeCSS } from 'lit';
import controls from './controls.css?inline';

/** An element's style sheets: the controls that all share, then its own. Lit adopts them, so no style tag is needed. */
export function styledBy(...sheets: readonly string[]): CSSResultGroup {
  return [controls, ...sheets].map((sheet) => unsafeCSS(sheet));
}
