/** The service itself keeps five apart (`smallestBatch`), over all sums; a page refuses what is below this. */
const smallestDifference = 3;

/**
 * Whether subtracting one group's sum from the other's would leave one or two people: someone joined or
 * left, but fewer than three did.
 */
export function differsByFew(previous: ReadonlySet<string>, next: ReadonlySet<string>): boolean {
  const joined = [...next].filter((id) => !previous.has(id)).length;
  const left = [...previous].filter((id) => !next.has(id)).length;
  return [joined, left].some((count) => count > 0 && count < smallestDifference);
}
