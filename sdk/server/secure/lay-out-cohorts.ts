/** How a group is divided among cohorts. */
export interface CohortLayout {
  /** Cohorts that are settled: as they were, or all in one. */
  readonly cohorts: readonly ReadonlySet<string>[];
  /** Those who have to be divided by a draw; empty where there is nothing to divide. */
  readonly toDraw: ReadonlySet<string>;
}

/** What bounds a layout. */
export interface LayoutLimits {
  readonly k: number;
  readonly largest: number;
  readonly largestDraw: number;
}

/**
 * Divides a group among cohorts.
 *
 * A group that fits into one cohort is one. Of a larger one those who have a cohort keep it as long as k of
 * it are left: somebody who came to stand in sums of ever other cohorts could be computed from them. The
 * others make a cohort of their own, if they are k, or several, if they are too many for one: then they are drawn.
 *
 * @param group - whom the guard against differencing admits
 * @param present - the cohorts as they are
 * @param strangers - whom no sum has covered yet: only they may be divided at will
 */
export function layOutCohorts(
  group: ReadonlySet<string>,
  present: readonly ReadonlySet<string>[],
  strangers: ReadonlySet<string>,
  limits: LayoutLimits,
): CohortLayout {
  const none: ReadonlySet<string> = new Set();
  if (group.size <= limits.largest) return { cohorts: [group], toDraw: none };
  const placed = new Set(present.flatMap((cohort) => [...cohort]));
  const kept = present
    .map((cohort) => new Set([...cohort].filter((id) => group.has(id))))
    .filter((cohort) => cohort.size >= limits.k);
  const rest = new Set([...group].filter((id) => !placed.has(id)));
  if (rest.size < limits.k) return { cohorts: kept, toDraw: none };
  if (rest.size <= limits.largest) return { cohorts: [...kept, rest], toDraw: none };
  const drawable = [...rest].filter((id) => strangers.has(id)).slice(0, limits.largestDraw);
  return drawable.length < limits.k
    ? { cohorts: kept, toDraw: none }
    : { cohorts: kept, toDraw: new Set(drawable) };
}
