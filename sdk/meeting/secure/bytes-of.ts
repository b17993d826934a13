/**
 * The bytes of a binary frame: an `ArrayBuffer` or a view of one, which is what WebSockets hand over.
 *
 * @returns `null` for anything else
 */
export function bytesOf(data: unknown): Uint8Array | null {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : null;
}
