const ROUNDS = 5;

/**
 * Measures the processor time of `work` over `seconds` of audio. The least of
 * several rounds, after one to warm up: whatever else runs can only add to it.
 */
export async function cpuOf(seconds: number, work: () => void | Promise<void>): Promise<number> {
  await work();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000 / seconds);
  }
  return least;
}
