/** A picture's size in pixels; both even. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Brings pictures of I420, one after another, to another size: bilinear, filling it, what is too long cut off at both
 * ends. So nothing is squeezed, and all who measure read as many pixels as a camera delivers.
 */
export function enlargeFootage(planes: Uint8Array, from: PictureSize, to: PictureSize): Uint8Array {
  const sizeOf = ({ width, height }: PictureSize): number => (width * height * 3) / 2;
  const count = Math.floor(planes.length / sizeOf(from));
  const enlarged = new Uint8Array(count * sizeOf(to));
  const [half, halfTo] = [halved(from), halved(to)];
  let [at, atTo] = [0, 0];
  for (let picture = 0; picture < count; picture++) {
    for (const [source, target] of [
      [from, to],
      [half, halfTo],
      [half, halfTo],
    ] as const) {
      const length = source.width * source.height;
      enlarged.set(enlargePlane(planes.subarray(at, at + length), source, target), atTo);
      at += length;
      atTo += target.width * target.height;
    }
  }
  return enlarged;
}

const halved = ({ width, height }: PictureSize): PictureSize => ({ width: width / 2, height: height / 2 });

function enlargePlane(plane: Uint8Array, from: PictureSize, to: PictureSize): Uint8Array {
  const scale = Math.max(to.width / from.width, to.height / from.height);
  const across = placesAlong(from.width, to.width, scale);
  const down = placesAlong(from.height, to.height, scale);
  const enlarged = new Uint8Array(to.width * to.height);
  let at = 0;
  for (let row = 0; row < to.height; row++) {
    const above = (down.before[row] ?? 0) * from.width;
    const below = (down.after[row] ?? 0) * from.width;
    const share = down.share[row] ?? 0;
    for (let column = 0; column < to.width; column++, at++) {
      const [left, right] = [across.before[column] ?? 0, across.after[column] ?? 0];
      const part = across.share[column] ?? 0;
      const upper = (plane[above + left] ?? 0) * (1 - part) + (plane[above + right] ?? 0) * part;
      const lower = (plane[below + left] ?? 0) * (1 - part) + (plane[below + right] ?? 0) * part;
      enlarged[at] = Math.round(upper * (1 - share) + lower * share);
    }
  }
  return enlarged;
}

/** Between which two pixels of the source each pixel lies, and how far on the way. */
interface Places {
  readonly before: Uint16Array;
  readonly after: Uint16Array;
  readonly share: Float64Array;
}

/** Middles of pixels meet. */
function placesAlong(from: number, to: number, scale: number): Places {
  const cut = (from - to / scale) / 2;
  const places = Float64Array.from({ length: to }, (_, index) =>
    Math.min(Math.max(cut + (index + 0.5) / scale - 0.5, 0), from - 1),
  );
  const before = Uint16Array.from(places);
  return {
    before,
    after: before.map((place) => Math.min(place + 1, from - 1)),
    share: places.map((place, index) => place - (before[index] ?? 0)),
  };
}
