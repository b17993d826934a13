/**
 * Whether any of the elements can really be seen: it has a size, lies in the window, is neither transparent nor
 * covered by something else. Runs in the page.
 */
export function isSeen(elements: readonly Element[]): boolean {
  const parentOf = (node: Element): Element | null =>
    node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
  const inside = (root: Element): Element[] => [
    root,
    ...[...root.children, ...(root.shadowRoot?.children ?? [])].flatMap(inside),
  ];
  const top = (x: number, y: number): Element | null => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const deeper = found.shadowRoot.elementFromPoint(x, y);
      if (deeper === null || deeper === found) break;
      found = deeper;
    }
    return found;
  };
  const belongs = (node: Element | null, to: Element): boolean => {
    for (let up = node; up !== null; up = parentOf(up)) if (up === to) return true;
    return false;
  };
  return elements.some((element) =>
    inside(element).some((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      if (width * height < 64 || width < 6 || height < 6) return false;
      let opacity = 1;
      for (let up: Element | null = part; up !== null; up = parentOf(up)) {
        const style = getComputedStyle(up);
        if (style.visibility === 'hidden' || style.display === 'none') return false;
        opacity *= Number(style.opacity);
      }
      const [middleX, middleY] = [x + width / 2, y + height / 2];
      const within = middleX >= 0 && middleY >= 0 && middleX < innerWidth && middleY < innerHeight;
      return within && opacity >= 0.4 && belongs(top(middleX, middleY), element);
    }),
  );
}
