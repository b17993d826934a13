import { concat, defer, NEVER, of, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { AssentError, type AssentErrorCode } from '../../sdk/errors.ts';
import { keepMeasuring } from '../../sdk/session/keep-measuring.ts';

type Helpers = Parameters<Parameters<TestScheduler['run']>[0]>[0];

function marbles(body: (helpers: Helpers, now: () => number) => void): void {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => body(helpers, () => scheduler.now()));
}

const died = new AssentError('worker-failed', 'it died');

describe('keepMeasuring', () => {
  it('starts anew after 1, 2, 4 ... 30 seconds, and tells of each failure before the wait', () => {
    marbles(({ cold, expectSubscriptions, expectObservable, flush }, now) => {
      const toldAt: number[] = [];
      const source$ = cold<string>('#', undefined, died);
      const kept$ = source$.pipe(keepMeasuring(() => toldAt.push(now())));
      expectObservable(kept$, '^ 90s !').toBe('');
      const startsAtMs = [0, 1000, 3000, 7000, 15_000, 31_000, 61_000];
      expectSubscriptions(source$.subscriptions).toBe(
        startsAtMs.map((ms) => (ms === 0 ? '(^!)' : `${ms}ms (^!)`)),
      );
      flush();
      expect(toldAt).toEqual(startsAtMs);
    });
  });

  it('waits a second again once a frame came', () => {
    marbles(({ expectObservable }) => {
      const attempts = [
        throwError(() => died),
        throwError(() => died),
        concat(
          of('frame'),
          throwError(() => died),
        ),
        concat(of('frame'), NEVER),
      ];
      const source$ = defer(() => attempts.shift() ?? NEVER);
      expectObservable(source$.pipe(keepMeasuring(() => {})), '^ 20s !').toBe('3s f 999ms f', { f: 'frame' });
    });
  });

  it.each<AssentErrorCode>(['unsupported', 'no-consent', 'track-ended', 'model-without-card'])(
    'completes after %s, which trying again cannot mend',
    (code) => {
      marbles(({ cold, expectObservable, expectSubscriptions, flush }) => {
        const told: string[] = [];
        const source$ = cold<string>('-a-#', undefined, new AssentError(code, 'no'));
        expectObservable(source$.pipe(keepMeasuring((problem) => told.push(problem.code)))).toBe('-a-|');
        expectSubscriptions(source$.subscriptions).toBe('^--!');
        flush();
        expect(told).toEqual([code]);
      });
    },
  );

  it.each<AssentErrorCode>(['model-unavailable', 'model-corrupt', 'worker-failed', 'capture-failed'])(
    'tries again after %s',
    (code) => {
      marbles(({ cold, expectSubscriptions, expectObservable }) => {
        const source$ = cold<string>('-#', undefined, new AssentError(code, 'not now'));
        expectObservable(source$.pipe(keepMeasuring(() => {})), '^ 1500ms !').toBe('');
        expectSubscriptions(source$.subscriptions).toBe(['^!', '1001ms ^!']);
      });
    },
  );

  it('names a foreign failure, with its cause, and does not repeat a mistake in the options', () => {
    marbles(({ cold, expectObservable, flush }) => {
      const told: AssentError[] = [];
      const mistake = new TypeError('assets.models: on another origin');
      const foreign = new Error('the device is busy');
      const report = (problem: AssentError): void => void told.push(problem);
      expectObservable(cold('-#', undefined, mistake).pipe(keepMeasuring(report))).toBe('-|');
      expectObservable(cold('--#', undefined, foreign).pipe(keepMeasuring(report)), '^ 500ms !').toBe('');
      flush();
      expect(told).toMatchObject([
        { code: 'capture-failed', cause: mistake },
        { code: 'capture-failed', cause: foreign },
      ]);
    });
  });
});
