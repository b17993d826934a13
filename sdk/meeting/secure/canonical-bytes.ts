import { decode, encode } from 'cborg';

/** Bytes that own their buffer, as WebCrypto asks for. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What may be written in canonical form. */
export type CanonicalValue = string | number | Uint8Array | readonly CanonicalValue[];

/** Named in everything that is derived or signed; another protocol or version shares nothing with this one. */
const protocolName = 'assent-secure-aggregation/1';

/** The deterministic CBOR form (RFC 8949, section 4.2) of a value: equal values give equal bytes, others never do. */
export function toCanonicalBytes(value: CanonicalValue): Bytes {
  return new Uint8Array(encode(value));
}

/**
 * Reads CBOR strictly: shortest integers, definite lengths, nothing after the value, and nothing that
 * {@link toCanonicalBytes} would write otherwise.
 *
 * @throws whatever the decoder finds at fault, and a RangeError for another form of the same value
 */
export function fromCanonicalBytes(bytes: Uint8Array): unknown {
  const value: unknown = decode(bytes, {
    strict: true,
    allowIndefinite: false,
    allowUndefined: false,
    allowInfinity: false,
    allowNaN: false,
    allowBigInt: false,
    rejectDuplicateMapKeys: true,
  });
  // The decoder mends text that is no UTF-8 instead of refusing it.
  const canonical = encode(value);
  if (canonical.length !== bytes.length || canonical.some((byte, at) => byte !== bytes[at]))
    throw new RangeError('The bytes are not the canonical form of their value.');
  return value;
}

/**
 * What a derived key or a signature is bound to: protocol, purpose, and whatever else tells two uses apart.
 * No two purposes share a form, so nothing made for one can be passed off as another.
 */
export function contextBytes(purpose: string, ...rest: readonly CanonicalValue[]): Bytes {
  return toCanonicalBytes([protocolName, purpose, ...rest]);
}

/** A copy that owns its buffer. */
export function copyBytes(bytes: Uint8Array, from = 0, to: number = bytes.length): Bytes {
  return new Uint8Array(bytes.subarray(from, to));
}

/** One after the other, in one buffer. */
export function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Cuts bytes into pieces of `size`; the length must be a multiple of it. */
export function splitBytes(bytes: Uint8Array, size: number): Bytes[] {
  return Array.from({ length: bytes.length / size }, (_, index) =>
    copyBytes(bytes, index * size, (index + 1) * size),
  );
}

/** Whether both hold the same bytes; not for secrets (it stops at the first difference). */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
