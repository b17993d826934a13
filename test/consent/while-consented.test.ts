import { concat, NEVER, Observable, of, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../sdk/consent/clock.ts';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { whileConsented } from '../../sdk/consent/while-consented.ts';
import { exampleNotice, exampleScopes, faceSelf, voiceGroup, voiceSelf } from './example-notice.ts';

const start = 1_800_000_000_000;
let notice: Notice;

beforeAll(async () => {
  notice = await exampleNotice();
});

function openLedger(clock: Clock, termMilliseconds = 3_600_000): ConsentLedger {
  return createConsentLedger({
    meetingId: 'meeting-1',
    subjectId: 'subject-1',
    notice,
    scopes: exampleScopes,
    expiresAt: clock.now() + termMilliseconds,
    clock,
  });
}

const idleClock: Clock = { now: () => start, schedule: () => () => {} };

/** One letter, one action of the participant, in virtual time. */
const actions: Readonly<Record<string, (ledger: ConsentLedger) => void>> = {
  v: (ledger) => ledger.decide([voiceSelf]),
  b: (ledger) => ledger.decide([voiceSelf, voiceGroup]),
  f: (ledger) => ledger.decide([faceSelf]),
  g: (ledger) => ledger.withdraw([voiceGroup]),
  w: (ledger) => ledger.withdraw(),
  r: (ledger) => ledger.request(),
  n: (ledger) => ledger.decide([]),
  e: (ledger) => ledger.end(),
};

function run(
  body: (helpers: {
    readonly scheduler: Parameters<Parameters<TestScheduler['run']>[0]>[0];
    readonly ledger: ConsentLedger;
    readonly act: (marbles: string) => void;
  }) => void,
  termMilliseconds?: number,
): void {
  const testScheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  testScheduler.run((scheduler) => {
    const ledger = openLedger(
      {
        now: () => start + testScheduler.now(),
        schedule(callback, delayMilliseconds) {
          const subscription = timer(delayMilliseconds).subscribe(callback);
          return () => subscription.unsubscribe();
        },
      },
      termMilliseconds,
    );
    body({
      scheduler,
      ledger,
      act: (marbles) => {
        scheduler.cold(marbles).subscribe((letter) => actions[letter]?.(ledger));
      },
    });
  });
}

describe('whileConsented', () => {
  it('is subscribed to the media only between grant and withdrawal', () => {
    run(({ scheduler: { hot, expectObservable, expectSubscriptions }, ledger, act }) => {
      const media = hot('                0-1-2-3-4-5-6-7-8-9');
      act('                              -r-v----w---v--w');
      const subscriptions = [' ---^----!', '------------^--!'];
      const expected = '                 ----2-3-----6-7----';
      const signals$ = ledger.watch({ modality: 'voice' }).pipe(whileConsented(() => media));
      expectObservable(signals$).toBe(expected);
      expectSubscriptions(media.subscriptions).toBe(subscriptions);
    });
  });

  it('is never subscribed before, after a refusal, or for another modality', () => {
    run(({ scheduler: { hot, expectObservable, expectSubscriptions }, ledger, act }) => {
      const media = hot('0123456789');
      act('              -r-n-r-f--');
      expectObservable(ledger.watch({ modality: 'voice' }).pipe(whileConsented(() => media))).toBe('-');
      expectSubscriptions(media.subscriptions).toBe([]);
    });
  });

  it('goes on for the broad query when the narrow one is over', () => {
    run(({ scheduler: { hot, expectSubscriptions, expectObservable }, ledger, act }) => {
      const broad = hot(' 0123456789');
      const narrow = hot('0123456789');
      act('               -b--g--w--');
      const group = { modality: 'voice', purpose: 'group-summary' } as const;
      expectObservable(ledger.watch({ modality: 'voice' }).pipe(whileConsented(() => broad))).toBe(
        '-123456---',
      );
      expectObservable(ledger.watch(group).pipe(whileConsented(() => narrow))).toBe('-123------');
      expectSubscriptions(broad.subscriptions).toBe(' -^-----!');
      expectSubscriptions(narrow.subscriptions).toBe('-^--!');
    });
  });

  it('is over at the term, without anyone doing anything', () => {
    run(({ scheduler: { hot, expectObservable, expectSubscriptions }, ledger, act }) => {
      const media = hot('                0123456789');
      act('                              -v');
      const signals$ = ledger.watch({ modality: 'voice' }).pipe(whileConsented(() => media));
      expectObservable(signals$).toBe('  -1234-----');
      expectSubscriptions(media.subscriptions).toBe('-^---!');
    }, 5);
  });

  it('completes with the meeting', () => {
    run(({ scheduler: { hot, expectObservable, expectSubscriptions }, ledger, act }) => {
      const media = hot('                0123456789');
      act('                              -v---e');
      const signals$ = ledger.watch({ modality: 'voice' }).pipe(whileConsented(() => media));
      expectObservable(signals$).toBe('  -1234|');
      expectSubscriptions(media.subscriptions).toBe('-^---!');
    });
  });

  it('is over with its own subscriber', () => {
    run(({ scheduler: { hot, expectObservable, expectSubscriptions }, ledger, act }) => {
      const media = hot('                0123456789');
      act('                              -v--------');
      const signals$ = ledger.watch({ modality: 'voice' }).pipe(whileConsented(() => media));
      expectObservable(signals$, '       ----!').toBe('-123------');
      expectSubscriptions(media.subscriptions).toBe('-^--!');
    });
  });

  it('passes errors of the computation on', () => {
    run(({ scheduler: { expectObservable }, ledger, act }) => {
      act('-v');
      const failed$ = ledger
        .watch({ modality: 'voice' })
        .pipe(whileConsented(() => throwError(() => new Error('worker died'))));
      expectObservable(failed$).toBe('-#', undefined, new Error('worker died'));
    });
  });

  it('drops a promise that resolves after the withdrawal', async () => {
    const ledger = openLedger(idleClock);
    const resolvers: ((value: string) => void)[] = [];
    const heard: string[] = [];
    ledger
      .watch({ modality: 'face' })
      .pipe(whileConsented(() => new Promise<string>((resolve) => resolvers.push(resolve))))
      .subscribe((value) => heard.push(value));
    ledger.decide([faceSelf]);
    ledger.withdraw();
    resolvers[0]?.('too late');
    ledger.decide([faceSelf]);
    resolvers[1]?.('in time');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(resolvers).toHaveLength(2);
    expect(heard).toEqual(['in time']);
  });

  it('emits nothing more when the withdrawal comes in the middle of a burst', () => {
    const ledger = openLedger(idleClock);
    const heard: number[] = [];
    ledger
      .watch({ modality: 'face' })
      .pipe(whileConsented(() => of(1, 2, 3)))
      .subscribe((value) => {
        heard.push(value);
        if (value === 2) ledger.withdraw();
      });
    ledger.decide([faceSelf]);
    expect(heard).toEqual([1, 2]);
  });

  it('has destroyed the computation when withdraw() returns', () => {
    const ledger = openLedger(idleClock);
    const order: string[] = [];
    ledger
      .watch({ modality: 'face' })
      .pipe(
        whileConsented(
          () =>
            new Observable<never>(() => {
              order.push('constructed');
              return () => order.push('destroyed');
            }),
        ),
      )
      .subscribe();
    ledger.decide([faceSelf]);
    ledger.withdraw();
    order.push('returned');
    expect(order).toEqual(['constructed', 'destroyed', 'returned']);
  });

  it('emits nothing past the term although the timer is late', () => {
    let time = start;
    const ledger = openLedger({ now: () => time, schedule: () => () => {} }, 1000);
    let emit: (value: number) => void = () => {};
    const heard: number[] = [];
    let destroyed = false;
    ledger
      .watch({ modality: 'face' })
      .pipe(
        whileConsented(
          () =>
            new Observable<number>((subscriber) => {
              emit = (value) => subscriber.next(value);
              return () => {
                destroyed = true;
              };
            }),
        ),
      )
      .subscribe((value) => heard.push(value));
    ledger.decide([faceSelf]);
    emit(1);
    time += 1000;
    emit(2);
    expect([heard, destroyed]).toEqual([[1], true]);
  });

  it('constructs nothing for a grant that is already over, and refuses a forged one', () => {
    const ledger = openLedger(idleClock);
    ledger.decide([faceSelf]);
    let grant: ConsentGrant | null = null;
    ledger.watch({ modality: 'face' }).subscribe((next) => {
      grant = next ?? grant;
    });
    ledger.withdraw();
    let constructed = 0;
    const construct = whileConsented(() => {
      constructed += 1;
      return NEVER;
    });
    of(grant).pipe(construct).subscribe();
    const errors: unknown[] = [];
    const forged = {
      meetingId: 'meeting-1',
      query: { modality: 'face' },
      signal: new AbortController().signal,
    };
    of(forged as unknown as ConsentGrant)
      .pipe(construct)
      .subscribe({ error: (error) => errors.push(error) });
    expect(grant).not.toBeNull();
    expect(constructed).toBe(0);
    expect(errors).toMatchObject([{ name: 'AssentError', code: 'no-consent' }]);
  });

  it('constructs once for a grant that is told twice, and needs no null to be over', () => {
    const ledger = openLedger(idleClock);
    ledger.decide([faceSelf]);
    const grants: (ConsentGrant | null)[] = [];
    ledger.watch({ modality: 'face' }).subscribe((grant) => grants.push(grant));
    const order: string[] = [];
    concat(of(grants[0] ?? null, grants[0] ?? null), NEVER)
      .pipe(
        whileConsented(
          () =>
            new Observable<never>(() => {
              order.push('constructed');
              return () => order.push('destroyed');
            }),
        ),
      )
      .subscribe();
    ledger.withdraw();
    expect(order).toEqual(['constructed', 'destroyed']);
  });
});
