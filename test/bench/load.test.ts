import { expect, test, vi } from 'vitest';
import { runLoad } from '../../bench/load/run-load.ts';

vi.setConfig({ testTimeout: 120_000 });

test('twenty meetings of twenty real clients for twenty seconds: no error, no lost window, flat memory', async () => {
  const result = await runLoad({
    meetings: 20,
    people: 20,
    seconds: 20,
    windowSeconds: 4,
    collectSeconds: 2,
    watchHeap: true,
  });
  expect(result.errors).toEqual([]);
  expect(result.windows).toBe(100);
  expect(result.released).toBe(100);
  expect(result.lostViews).toBe(0);
  // Noise of a short run; the long one is `npm run bench:load`.
  expect(result.heap.bytesPerMinute).toBeLessThan(6 * 2 ** 20);
});
