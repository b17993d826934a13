import { NEVER, Subject, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import { createUnanimitySource } from '../../sdk/consent/create-unanimity-source.ts';
import { createUnanimityTally } from '../../sdk/meeting/create-unanimity-tally.ts';
import { exampleNotice, exampleNoticeOptions, exampleScopes, voiceSelf } from './example-notice.ts';

describe('everyoneConsents$', () => {
  const scheduler = (): TestScheduler =>
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  const values = { t: true, f: false };

  it('is false until told, on silence, and once the link ends', () => {
    scheduler().run(({ hot, expectObservable, expectSubscriptions }) => {
      const verdicts$ = hot('--t 3s t 20s f 1s t 1s |', values);
      const { everyoneConsents$ } = createUnanimitySource({ link: { say: () => {}, verdicts$ } });
      expectObservable(everyoneConsents$).toBe('f-t 13000ms f 11001ms t 1s (f|)', values);
      expectSubscriptions(verdicts$.subscriptions).toBe('^ 25005ms !');
    });
  });

  it('is false when the link fails', () => {
    scheduler().run(({ expectObservable }) => {
      const verdicts$ = throwError(() => new Error('the socket closed'));
      const { everyoneConsents$ } = createUnanimitySource({ link: { say: () => {}, verdicts$ } });
      expectObservable(everyoneConsents$).toBe('(f|)', values);
    });
  });
});

describe('what goes out', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const sent = async (
    decide: (ledger: ConsentLedger) => void,
  ): Promise<[atMilliseconds: number, boolean][]> => {
    const messages: [number, boolean][] = [];
    const begin = Date.now();
    const source = createUnanimitySource({
      link: { say: (consents) => messages.push([Date.now() - begin, consents]), verdicts$: NEVER },
    });
    const ledger = createConsentLedger({
      meetingId: 'm',
      subjectId: 's',
      notice: await exampleNotice(),
      scopes: exampleScopes,
      expiresAt: begin + 3_600_000,
    });
    const following = source.follow(ledger);
    ledger.request();
    await vi.advanceTimersByTimeAsync(3100);
    decide(ledger);
    await vi.advanceTimersByTimeAsync(3000);
    following.unsubscribe();
    await vi.advanceTimersByTimeAsync(10_000);
    return messages;
  };

  it('is the same, to the millisecond, for refused, deferred and not yet decided', async () => {
    const undecided = await sent(() => {});
    expect(undecided).toEqual([0, 2000, 4000, 6000].map((at) => [at, false]));
    expect(await sent((ledger) => ledger.decide([]))).toEqual(undecided);
    expect(await sent((ledger) => ledger.defer())).toEqual(undecided);
    expect(await sent((ledger) => ledger.end())).toEqual(undecided);
  });

  it('says yes at the next beat, not at the moment of the decision', async () => {
    expect((await sent((ledger) => ledger.decide([voiceSelf]))).map(([, consents]) => consents)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('createUnanimityTally, with a ledger at each end', () => {
  it('is one bit: true once all have opted in, false for a newcomer, a withdrawal and fewer than three', async () => {
    const tally = createUnanimityTally();
    const verdicts$ = new Subject<boolean>();
    const notice = await exampleNotice({
      deployment: { ...exampleNoticeOptions.deployment, mode: 'unanimous' },
    });
    const people = ['a', 'b', 'c'].map((name) => {
      tally.join(name);
      const source = createUnanimitySource({ link: { say: () => {}, verdicts$ } });
      const ledger = createConsentLedger({
        meetingId: 'm',
        subjectId: name,
        notice,
        scopes: exampleScopes,
        expiresAt: Date.now() + 60_000,
        everyoneConsents$: source.everyoneConsents$,
      });
      let granted = false;
      ledger.watch({ modality: 'voice' }).subscribe((grant) => {
        granted = grant !== null;
      });
      return { name, ledger, isGranted: () => granted };
    });
    const granted = (): boolean[] => {
      verdicts$.next(tally.verdict());
      return people.map(({ isGranted }) => isGranted());
    };
    for (const { name, ledger } of people) {
      expect(granted()).toEqual([false, false, false]);
      ledger.decide([voiceSelf]);
      tally.say(name, true);
    }
    expect(granted()).toEqual([true, true, true]);
    tally.join('newcomer');
    expect(granted()).toEqual([false, false, false]);
    tally.say('newcomer', true);
    expect(granted()).toEqual([true, true, true]);
    tally.say('b', false);
    expect(granted()).toEqual([false, false, false]);
    tally.leave('b');
    expect(granted()).toEqual([true, true, true]);
    tally.leave('c');
    expect(tally.verdict()).toBe(false);
    tally.say('stranger', true);
    expect(tally.verdict()).toBe(false);
  });

  it('cannot be told to speak of fewer than three', () => {
    for (const least of [2, 2.5, Number.NaN])
      expect(() => createUnanimityTally(least)).toThrow(/^leastMembers: /);
  });
});
