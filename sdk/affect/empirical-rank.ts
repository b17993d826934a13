/** Share of a sample that lies under a value, ties counted half: 0 to 1. An empty sample says 0.5. */
function empiricalRank(sample: readonly number[], value: number): number {
  if (sample.length === 0) return 0.5;
  let below = 0;
  for (const other of sample) below += other < value ? 1 : other === value ? 0.5 : 0;
  return below / sample.length;
}

/** Spearman's rank correlation of two equally long samples; 0 where one of them does not vary. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranksA = a.map((value) => empiricalRank(a, value) - 0.5);
  const ranksB = b.map((value) => empiricalRank(b, value) - 0.5);
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [index, rankA] of ranksA.entries()) {
    const rankB = ranksB[index] ?? 0;
    product += rankA * rankB;
    squaresA += rankA * rankA;
    squaresB += rankB * rankB;
  }
  return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : 0;
}

/** The middle of a sample; 0 for an empty one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
