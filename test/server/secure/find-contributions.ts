import { isContribution, vectorLength } from '../../../sdk/meeting/contribution-vector.ts';

/**
 * Finds every contribution vector in a message, whosever it is and in whatever form: as numbers in text, or as
 * bytes, 16-bit or 32-bit numbers of either order at any place.
 *
 * @returns the vectors, each as text
 */
export function findContributions(message: string | Uint8Array): string[] {
  return typeof message === 'string' ? inText(message) : inBytes(message);
}

function inText(text: string): string[] {
  const digits = (text.match(/[01](?:[\s,;[\]"]*[01])*/g) ?? []).map((run) => run.replace(/[^01]/g, ''));
  return digits.flatMap((run) => inCells([...run].map(Number)));
}

function inBytes(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers: readonly [number, (at: number) => number][] = [
    [1, (at) => view.getUint8(at)],
    [2, (at) => view.getUint16(at, true)],
    [2, (at) => view.getUint16(at)],
    [4, (at) => view.getUint32(at, true)],
    [4, (at) => view.getUint32(at)],
  ];
  const found = readers.flatMap(([size, read]) =>
    Array.from({ length: size }, (_, offset) => {
      const count = Math.max(0, Math.floor((bytes.length - offset) / size));
      return inCells(Array.from({ length: count }, (_, index) => read(offset + index * size)));
    }).flat(),
  );
  return [...found, ...inText(new TextDecoder('latin1').decode(bytes))];
}

function inCells(cells: readonly number[]): string[] {
  const found: string[] = [];
  for (let at = 0; at + vectorLength <= cells.length; at += 1) {
    // A glance first: nearly everything is something else.
    if (cells[at] !== 1) continue;
    const window = cells.slice(at, at + vectorLength);
    if (isContribution(window)) found.push(window.join(''));
  }
  return found;
}
