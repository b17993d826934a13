import type { Bytes } from './canonical-bytes.ts';

/** Bytes of a set over `count` members. */
export function memberSetLength(count: number): number {
  return Math.ceil(count / 8);
}

/**
 * Writes a set of members (their indexes in the roster) as a bit map: member 0 is the lowest bit of the
 * first byte. There is exactly one form of each set, so it can be signed as it is.
 */
export function writeMemberSet(members: Iterable<number>, count: number): Bytes {
  const bits = new Uint8Array(memberSetLength(count));
  for (const member of members) {
    const at = member >> 3;
    bits[at] = (bits[at] ?? 0) | (1 << (member & 7));
  }
  return bits;
}

/**
 * Reads a set back, in ascending order.
 *
 * @returns `null` if the length is wrong or a bit beyond the last member is set
 */
export function readMemberSet(bits: Uint8Array, count: number): ReadonlySet<number> | null {
  if (bits.length !== memberSetLength(count)) return null;
  const members = new Set<number>();
  for (let member = 0; member < bits.length * 8; member += 1) {
    if (((bits[member >> 3] ?? 0) & (1 << (member & 7))) === 0) continue;
    if (member >= count) return null;
    members.add(member);
  }
  return members;
}

/** Whether every member of `inner` is in `outer`. */
export function isWithin(inner: ReadonlySet<number>, outer: ReadonlySet<number>): boolean {
  return [...inner].every((member) => outer.has(member));
}
