import { map, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { fuseAffect } from '../../sdk/fusion/fuse-affect.ts';
import type { AffectEstimate } from '../../sdk/vocabulary.ts';
import { about, absent, estimateOf } from './estimate-of.ts';

type Fused = (estimates$: Observable<AffectEstimate>) => Observable<string>;

/** What is asserted of an estimate: when it was captured, who took part, the arousal. */
function brief({ atSeconds, modalities, arousal }: AffectEstimate): string {
  const value = arousal.kind === 'measured' ? arousal.value.toFixed(2) : arousal.reasons.join();
  return `${atSeconds} ${modalities.join('+')} ${value}`;
}

function marbles(
  test: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0], fused: Fused) => void,
): void {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  const clock = { scheduler, nowSeconds: () => scheduler.now() / 1000 };
  scheduler.run((helpers) =>
    test(helpers, (estimates$) => estimates$.pipe(fuseAffect(500, clock), map(brief))),
  );
}

const face = (at: number, value: number): AffectEstimate => estimateOf('face', at, about(value));
const voice = (at: number, value: number): AffectEstimate => estimateOf('voice', at, about(value));

describe('fuseAffect', () => {
  it('holds the source only while it is subscribed, and says nothing without news', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }, fused) => {
      const source$ = cold<AffectEstimate>('1400ms |');
      expectObservable(fused(source$)).toBe('1400ms |');
      expectSubscriptions(source$.subscriptions).toBe('^ 1399ms !');
      const abandoned$ = cold<AffectEstimate>('a 2s b', { a: face(0, 0.2), b: face(2, 0.2) });
      expectObservable(fused(abandoned$), '^ 700ms !').toBe('500ms r', { r: '0 face 0.20' });
      expectSubscriptions(abandoned$.subscriptions).toBe('^ 700ms !');
    });
  });

  it('takes a burst as its newest sample', () => {
    marbles(({ cold, expectObservable }, fused) => {
      const source$ = cold<AffectEstimate>('400ms (abc) 95ms |', {
        a: face(0.1, 0.1),
        b: face(0.2, 0.2),
        c: face(0.3, 0.3),
      });
      expectObservable(fused(source$)).toBe('500ms (r|)', { r: '0.3 face 0.30' });
    });
  });

  it('puts a late sample in its place: the voice worker lags, the clock of capture does not', () => {
    marbles(({ cold, expectObservable }, fused) => {
      const source$ = cold<AffectEstimate>('a 99ms b 299ms v 199ms |', {
        a: face(0, 0.2),
        b: face(0.1, 0.6),
        v: voice(0, 0.4),
      });
      expectObservable(fused(source$)).toBe('500ms r 99ms |', { r: '0 face+voice 0.30' });
    });
  });

  it('is not led back in time by a sample out of order', () => {
    marbles(({ cold, expectObservable }, fused) => {
      const source$ = cold<AffectEstimate>('400ms a 19ms b 80ms |', {
        a: face(0.4, 0.4),
        b: face(0.1, -0.4),
      });
      expectObservable(fused(source$)).toBe('500ms r|', { r: '0.4 face 0.40' });
    });
  });

  it('lets a missing modality widen, drop out and be reported once', () => {
    marbles(({ cold, expectObservable }, fused) => {
      const source$ = cold<AffectEstimate>('a 4999ms |', { a: face(0, 0.2) });
      expectObservable(fused(source$)).toBe(
        '500ms r 499ms r 499ms r 499ms r 499ms r 499ms r 499ms s 1499ms |',
        {
          r: '0 face 0.20',
          s: '3.5  stale',
        },
      );
    });
  });

  it('reports a contradiction', () => {
    marbles(({ cold, expectObservable }, fused) => {
      const source$ = cold<AffectEstimate>('a 99ms b 500ms |', {
        a: estimateOf('face', 0, about(0.9, 0.1)),
        b: estimateOf('voice', 0, about(-0.5, 0.1)),
      });
      expectObservable(fused(source$)).toBe('500ms r 100ms |', { r: '0 face+voice modalities-disagree' });
    });
  });

  it('passes an error of its source on', () => {
    marbles(({ cold, expectObservable }, fused) => {
      expectObservable(fused(cold<AffectEstimate>('a 99ms #', { a: face(0, 0.1) }))).toBe('100ms #');
    });
  });

  it('keeps what abstains as such', () => {
    marbles(({ cold, expectObservable }, fused) => {
      const source$ = cold<AffectEstimate>('a 499ms |', { a: estimateOf('face', 0, absent('too-dark')) });
      expectObservable(fused(source$)).toBe('500ms (r|)', { r: '0 face too-dark' });
    });
  });
});
