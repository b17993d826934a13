/**
 * Turns a platform's "in the call now?" into "left for good?": a call that was
 * joined and is not any more is left, one that is yet to be joined is not.
 * Looks at once, so that an adapter of a joined call knows that it was.
 */
export function untilLeft(isIn: () => boolean): () => boolean {
  let joined = isIn();
  return () => {
    const now = isIn();
    joined ||= now;
    return joined && !now;
  };
}
