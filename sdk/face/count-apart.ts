/** Where a face was found, in pixels. */
export interface FoundBox {
  readonly originX: number;
  readonly originY: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Counts faces that do not lie in one another: a face close to the camera is
 * found a second time in a part of itself, such as an eye behind glasses.
 */
export function countApart(boxes: readonly FoundBox[]): number {
  const largestFirst = [...boxes].sort((a, b) => b.width * b.height - a.width * a.height);
  const apart: FoundBox[] = [];
  for (const box of largestFirst) if (!apart.some((larger) => holdsCentre(larger, box))) apart.push(box);
  return apart.length;
}

function holdsCentre(larger: FoundBox, box: FoundBox): boolean {
  const x = box.originX + box.width / 2 - larger.originX;
  const y = box.originY + box.height / 2 - larger.originY;
  return x >= 0 && x <= larger.width && y >= 0 && y <= larger.height;
}
