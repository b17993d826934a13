import { adapterContract } from './adapter-contract.ts';
import type { AdapterPlatform, TestRunner } from './adapter-harness.ts';

/**
 * Registers the contract of `MeetingAdapter` as tests: run it in a real browser against the real platform.
 *
 * ```ts
 * import { describeAdapter } from 'assent/testing';
 * import { describe, it } from 'vitest';
 *
 * describeAdapter('my platform', { create: async () => joinRealCall() }, { describe, it });
 * ```
 *
 * Each clause gets a harness of its own, which is disposed of whatever happens. Nothing here depends on a
 * test runner: pass the functions of yours.
 *
 * @throws TypeError naming the argument that is missing
 */
export function describeAdapter(name: string, platform: AdapterPlatform, runner: TestRunner): void {
  if (typeof platform?.create !== 'function') throw new TypeError('platform.create: a function is needed');
  if (typeof runner?.describe !== 'function' || typeof runner.it !== 'function') {
    throw new TypeError('runner: describe and it of your test runner are needed');
  }
  runner.describe(`${name} keeps the contract of MeetingAdapter`, () => {
    for (const clause of adapterContract) {
      runner.it(clause.name, async () => {
        const harness = await platform.create();
        try {
          await clause.run(harness);
        } finally {
          await harness.dispose();
        }
      });
    }
  });
}
