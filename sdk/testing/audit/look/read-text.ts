/** All text that is drawn on the page, open shadow roots included; runs in the page. */
export function readText(): string {
  const lines: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = (node.textContent ?? '').trim();
      if (text !== '') lines.push(text.replace(/\s+/g, ' '));
      return;
    }
    if (!(node instanceof Element || node instanceof ShadowRoot)) return;
    if (node instanceof Element) {
      if (node.matches('script, style, template, noscript')) return;
      if (!node.checkVisibility?.() && getComputedStyle(node).display !== 'contents') return;
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    for (const child of node.childNodes) walk(child);
  };
  walk(document.body);
  return lines.join(' ');
}
