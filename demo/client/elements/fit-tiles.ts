/** How tiles are laid out. */
export interface TileFit {
  readonly columns: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

const aspect = 4 / 3;
const smallestPx = 132;

/** The number of columns that gives `count` tiles the greatest size in a space; under a least width the grid scrolls. */
export function fitTiles(
  count: number,
  space: { widthPx: number; heightPx: number; gapPx: number },
): TileFit {
  let best: TileFit = { columns: 1, widthPx: 0, heightPx: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const across = (space.widthPx - space.gapPx * (columns - 1)) / columns;
    const down = (space.heightPx - space.gapPx * (rows - 1)) / rows;
    const widthPx = Math.floor(Math.min(across, down * aspect));
    if (widthPx > best.widthPx) best = { columns, widthPx, heightPx: Math.floor(widthPx / aspect) };
  }
  if (best.widthPx >= smallestPx) return best;
  const columns = Math.max(1, Math.floor((space.widthPx + space.gapPx) / (smallestPx + space.gapPx)));
  const widthPx = Math.floor((space.widthPx - space.gapPx * (columns - 1)) / columns);
  return { columns, widthPx, heightPx: Math.floor(widthPx / aspect) };
}
