/**
 * How a cost grows with a size: the exponent of the power law that fits best, by least squares of the logarithms.
 * 1 is linear growth.
 */
export function fitGrowth(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
  return logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0) / spread;
}
