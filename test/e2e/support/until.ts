import { setTimeout as wait } from 'node:timers/promises';

/** Asks again and again until the answer is something; fails with what was awaited. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited ${timeoutMs / 1000} s in vain for: ${what}`);
    await wait(100);
  }
}
