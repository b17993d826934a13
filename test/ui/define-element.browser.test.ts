import { expect, test } from 'vitest';
import { defineElement } from '../../sdk/ui/define-element.ts';
import { AssentIndicator } from '../../sdk/ui/index.ts';

test('a second definition keeps the first and throws nothing', () => {
  expect(customElements.get('assent-indicator')).toBe(AssentIndicator);
  defineElement('assent-indicator', class extends HTMLElement {});
  expect(customElements.get('assent-indicator')).toBe(AssentIndicator);
});
