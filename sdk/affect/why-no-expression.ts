import type { AbstentionReason, FaceFrame } from '../vocabulary.ts';

/** Over how long expressions are averaged. */
export const expressionSeconds = 1;
/** In how many frames of that time the face has to have been measured. */
export const leastExpressionFrames = 3;

/**
 * Why there is no estimate of an expression: what the newest frame lacks, or that pictures come too seldom,
 * or that the first of them have only come.
 *
 * @param recent - The frames of the last {@link expressionSeconds}, the newest last.
 * @param beganAtSeconds - When the first frame of all came.
 */
export function whyNoExpression(
  recent: readonly FaceFrame[],
  beganAtSeconds: number,
): readonly AbstentionReason[] {
  const newest = recent.at(-1);
  if (newest === undefined) return ['too-little-data'];
  if (newest.actions === null && newest.shortfalls.length > 0) return newest.shortfalls;
  const isSparse = recent.length < leastExpressionFrames;
  const isLong = newest.atSeconds - beganAtSeconds >= expressionSeconds;
  return [isSparse && isLong ? 'low-frame-rate' : 'too-little-data'];
}
