import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { createElement, type IconNode } from 'lucide';

/** One of Lucide's icons, hidden from screen readers: the words stand beside it or in a label. */
export function icon(node: IconNode, sizePx = 20): DirectiveResult {
  return guard([node, sizePx], () =>
    createElement(node, { 'aria-hidden': 'true', width: sizePx, height: sizePx, 'stroke-width': 1.9 }),
  );
}
