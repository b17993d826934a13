import { BehaviorSubject, EMPTY, of, type Subscription } from 'rxjs';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice } from '../../sdk/consent/notice.ts';
import type { AssentError } from '../../sdk/errors.ts';
import { createScopeActivities } from '../../sdk/session/create-scope-activities.ts';
import { measureOnConsent } from '../../sdk/session/measure-on-consent.ts';
import type { Signal } from '../../sdk/vocabulary.ts';
import { faceGroup, faceSelf, ledgerOf, noticeOfAll } from './all-scopes.ts';

/** What the module that measures is for this test: how often it was fetched, and whether it can be. */
const entry = vi.hoisted(() => ({ fetched: 0, missing: 0, subscribed: 0 }));
vi.mock('../../sdk/session/measure-signals.ts', () => ({
  get measureSignals() {
    entry.fetched += 1;
    if (entry.missing > 0) {
      entry.missing -= 1;
      throw new Error('no such file');
    }
    return () => {
      entry.subscribed += 1;
      return new BehaviorSubject<Signal>({ kind: 'affect' } as Signal);
    };
  },
}));

let notice: Notice;
beforeAll(async () => {
  notice = await noticeOfAll();
});

describe('measureOnConsent', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(entry, { fetched: 0, missing: 0, subscribed: 0 });
    return () => vi.useRealTimers();
  });
  const tick = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

  function scene() {
    const ledger = ledgerOf(notice);
    const problems: AssentError[] = [];
    const signals: Signal[] = [];
    const source = { frames$: EMPTY, trackId$: of(null) };
    const signals$ = measureOnConsent({
      consent: ledger,
      purpose: 'self-view',
      voice: source,
      face: source,
      loadAffect: async () => null,
      block$: () => of(null),
      isTold: () => true,
      activities: createScopeActivities(),
      report: (problem) => problems.push(problem),
      tellDrift: () => {},
    });
    const listen = (): Subscription => signals$.subscribe((signal) => signals.push(signal));
    return { ledger, problems, signals, listen };
  }

  it('fetches nothing before a yes, nor after a no, nor for a yes to another purpose', async () => {
    const { ledger, listen } = scene();
    listen();
    ledger.request();
    await tick(60_000);
    ledger.decide([]);
    await tick(60_000);
    ledger.decide([faceGroup]);
    await tick(60_000);
    expect(entry.fetched).toBe(0);
  });

  it('fetches at the first yes, once for all who listen', async () => {
    const { ledger, signals, listen } = scene();
    listen();
    listen();
    ledger.decide([faceSelf]);
    await tick();
    expect([entry.fetched, entry.subscribed, signals.length]).toEqual([1, 1, 2]);
    ledger.withdraw();
    ledger.decide([faceSelf]);
    await tick();
    expect([entry.fetched, entry.subscribed]).toEqual([1, 1]);
  });

  it('tells when it cannot be fetched, and tries again for as long as there is a yes', async () => {
    entry.missing = 2;
    const { ledger, problems, signals, listen } = scene();
    listen();
    ledger.decide([faceSelf]);
    await tick(500);
    expect(problems).toMatchObject([{ code: 'capture-failed', cause: { message: 'no such file' } }]);
    await tick(1000);
    expect([problems.length, signals.length]).toEqual([2, 0]);
    ledger.withdraw();
    await tick(60_000);
    expect(entry.fetched).toBe(2);
    ledger.decide([faceSelf]);
    await tick();
    expect([problems.length, signals.length]).toEqual([2, 1]);
  });
});
