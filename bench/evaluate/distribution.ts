import type { DriftReference } from '../../sdk/models/model-card.ts';

/** How answers from `lowest` to 1 were distributed, in ten even bins; `null` is one that abstained. */
export function distribution(
  feature: string,
  lowest: number,
  values: readonly (number | null)[],
): DriftReference {
  const edges = Array.from({ length: 9 }, (_, index) =>
    Number((lowest + ((index + 1) / 10) * (1 - lowest)).toFixed(3)),
  );
  const counts = Array.from({ length: 10 }, () => 0);
  let abstained = 0;
  for (const value of values) {
    if (value === null) {
      abstained += 1;
      continue;
    }
    const above = edges.findIndex((edge) => value < edge);
    const bin = above < 0 ? edges.length : above;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { feature, edges, counts, estimated: values.length - abstained, abstained };
}
