/** How tiles are laid out. */
export interface TileFit {
  readonly columns: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const narrowest = 1;
const widest = 1.5;
const smallestPx = 132;

/**
 * The number of columns that gives `count` tiles the greatest area in a space,
 * each between square and 3:2; under a least width the grid scrolls.
 */
export function fitTiles(
  count: number,
  space: { readonly widthPx: number; readonly heightPx: number; readonly gapPx: number },
): TileFit {
  let best: TileFit = { columns: 1, widthPx: 0, heightPx: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const across = (space.widthPx - space.gapPx * (columns - 1)) / columns;
    const down = (space.heightPx - space.gapPx * (rows - 1)) / rows;
    const widthPx = Math.max(0, Math.floor(Math.min(across, down * widest)));
    const heightPx = Math.max(0, Math.floor(Math.min(down, widthPx / narrowest)));
    if (widthPx * heightPx > best.widthPx * best.heightPx) best = { columns, widthPx, heightPx };
  }
  if (best.widthPx >= smallestPx) return best;
  const columns = Math.max(1, Math.floor((space.widthPx + space.gapPx) / (smallestPx + space.gapPx)));
  const widthPx = Math.max(0, Math.floor((space.widthPx - space.gapPx * (columns - 1)) / columns));
  return { columns, widthPx, heightPx: Math.floor(widthPx / widest) };
}
