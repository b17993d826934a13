import type { Bytes } from './canonical-bytes.ts';

/** Bytes of a seed: 128 bits, which is what P-256 gives as well. */
export const seedLength = 16;

/**
 * Expands a seed that is used once: AES-128 in counter mode over zeros, from counter 0.
 *
 * @returns `length` bytes that nobody without the seed can tell from random ones
 * @see NIST SP 800-38A, section 6.5
 */
export async function expandSeed(seed: Bytes, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', seed, 'AES-CTR', false, ['encrypt']);
  const algorithm = { name: 'AES-CTR', counter: new Uint8Array(16), length: 64 };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, new Uint8Array(length)));
}

/** PRG of the paper: a seed's mask of `cells` numbers modulo 2^32. */
export async function maskOf(seed: Bytes, cells: number): Promise<Uint32Array> {
  return readCells(await expandSeed(seed, cells * 4));
}

/** Adds (or, with `sign` -1, subtracts) element by element, modulo 2^32, in place. */
export function addCells(target: Uint32Array, addend: ArrayLike<number>, sign: 1 | -1 = 1): void {
  for (let cell = 0; cell < target.length; cell += 1) {
    // Stored in 32 bits, the sum wraps: no other reduction is needed.
    target[cell] = (target[cell] ?? 0) + sign * (addend[cell] ?? 0);
  }
}

/** Cells as bytes, little-endian. */
export function writeCells(cells: Uint32Array): Bytes {
  const bytes = new Uint8Array(cells.length * 4);
  const view = new DataView(bytes.buffer);
  cells.forEach((value, cell) => {
    view.setUint32(cell * 4, value, true);
  });
  return bytes;
}

/** Cells from bytes, little-endian. */
export function readCells(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, cell) => view.getUint32(cell * 4, true));
}

/** Exclusive or, byte by byte, of equally long byte strings. */
export function xorBytes(a: Uint8Array, b: Uint8Array): Bytes {
  return new Uint8Array(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
