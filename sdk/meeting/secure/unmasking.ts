import { type Bytes, copyBytes, joinBytes } from './canonical-bytes.ts';
import { seedLength } from './mask.ts';
import type { UnmaskingMessage } from './secure-messages.ts';

/**
 * Unmasking, the participant's part: of each member of U2 the share of *one* secret. Who is in U3 has its
 * self mask taken off (a share of b_v); who isn't, its pairwise masks (a share of K_v).
 *
 * @param opened - by index, the shares of both secrets of all of U2
 */
export function sharesToReveal(
  window: number,
  opened: ReadonlyMap<number, Bytes>,
  survivors: ReadonlySet<number>,
): UnmaskingMessage {
  const ascending = [...opened].sort(([a], [b]) => a - b);
  const shares = ascending.map(([member, share]) => halfOf(share, survivors.has(member)));
  return { type: 'unmasking', window, shares: joinBytes(shares) };
}

/** Cuts a share of both secrets down to one: its bytes, and the point it was taken at. */
function halfOf(share: Bytes, selfMask: boolean): Bytes {
  const from = selfMask ? 0 : seedLength;
  return joinBytes([
    copyBytes(share, from, from + seedLength),
    copyBytes(share, 2 * seedLength, 2 * seedLength + 1),
  ]);
}
