import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { assertGrant, type ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import type { ConsentState, ScopeState } from '../../sdk/consent/consent-state.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { type ScopeQuery, scopeKey } from '../../sdk/consent/scope-query.ts';
import { exampleNotice, exampleScopes } from './example-notice.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

const start = 1_800_000_000_000;
const minute = 60_000;

const queries: readonly ScopeQuery[] = [
  { modality: 'voice' },
  { modality: 'voice', purpose: 'group-summary' },
  { modality: 'face' },
  { modality: 'face', tier: 'affect' },
  { modality: 'face', purpose: 'self-view', tier: 'behaviour' },
];

let notices: readonly Notice[];

beforeAll(async () => {
  notices = await Promise.all(['1', '2', '3'].map((version) => exampleNotice({ version })));
});

/** What the design page says, in the plainest words; shares no code with the ledger. */
interface Model {
  states: ConsentState[];
  notice: number;
  now: number;
  expiresAt: number;
  ended: boolean;
}

/** The ledger and everything that was ever handed out by it. */
interface Real {
  readonly ledger: ConsentLedger;
  readonly clock: FakeClock;
  readonly watched: { query: ScopeQuery; latest: ConsentGrant | null; completed: boolean }[];
  readonly everHandedOut: Map<ConsentGrant, { ended: boolean }>;
  told: readonly ScopeState[];
  recordsBefore: readonly unknown[];
}

const valid = (state: ConsentState | undefined): boolean => state === 'given' || state === 'renewed';

function passTime(model: Model, now: number): void {
  model.now = Math.max(model.now, now);
  if (model.now >= model.expiresAt) {
    model.states = model.states.map((state) => (valid(state) ? 'expired' : state));
  }
}

function matching(query: ScopeQuery): number[] {
  return exampleScopes.flatMap((scope, index) =>
    Object.entries(query).every(([key, value]) => scope[key as keyof typeof scope] === value) ? [index] : [],
  );
}

function check(model: Model, { ledger, watched, everHandedOut, told, recordsBefore }: Real): void {
  expect(told.map(({ state }) => state)).toEqual(model.states);

  for (const watcher of watched) {
    const permitted = matching(watcher.query).some((index) => valid(model.states[index]));
    expect(watcher.latest !== null).toBe(permitted);
    expect(watcher.completed).toBe(model.ended);
  }

  const live = new Set(watched.map(({ latest }) => latest));
  for (const [grant, history] of everHandedOut) {
    let accepted = true;
    try {
      assertGrant(grant, grant.query.modality);
    } catch {
      accepted = false;
    }
    expect(accepted).toBe(live.has(grant));
    expect(grant.signal.aborted).toBe(!accepted);
    // Once over, over for good.
    if (history.ended) expect(accepted).toBe(false);
    history.ended = !accepted;
  }

  const { records } = ledger;
  expect(recordsBefore.every((event, index) => records[index] === event)).toBe(true);
  const replayed = new Map<string, ConsentState>(exampleScopes.map((scope) => [scopeKey(scope), 'unasked']));
  const outOfOrder = records.filter((event, index) => {
    const follows = event.previous === replayed.get(scopeKey(event.scope));
    replayed.set(scopeKey(event.scope), event.state);
    return !follows || event.sequence !== index || event.atSeconds < (records[index - 1]?.atSeconds ?? 0);
  });
  expect(outOfOrder).toEqual([]);
  expect([...replayed.values()]).toEqual(model.states);
}

type Step = fc.Command<Model, Real>;

function command(name: string, act: (model: Model, real: Real) => void): Step {
  return {
    check: () => true,
    run(model, real) {
      real.recordsBefore = real.ledger.records;
      passTime(model, real.clock.now());
      act(model, real);
      check(model, real);
    },
    toString: () => name,
  };
}

const request = (): Step =>
  command('request', (model, { ledger }) => {
    ledger.request();
    model.states = model.states.map((state) =>
      state === 'unasked' || state === 'invalidated' ? 'requested' : state,
    );
  });

const decide = (chosen: readonly number[]): Step =>
  command(`decide(${chosen.join()})`, (model, { ledger }) => {
    const given = chosen.flatMap((index) => exampleScopes[index] ?? []);
    const impossible =
      chosen.length > 0 &&
      (model.now >= model.expiresAt || chosen.some((index) => model.states[index] === 'invalidated'));
    if (impossible && !model.ended) {
      expect(() => ledger.decide(given)).toThrow(expect.objectContaining({ code: 'consent-refused' }));
      return;
    }
    ledger.decide(given);
    if (model.ended) return;
    model.states = model.states.map((state, index) => {
      if (chosen.includes(index)) return valid(state) ? state : 'given';
      if (valid(state)) return 'withdrawn';
      return state === 'withdrawn' ? state : 'refused';
    });
  });

const postpone = (): Step =>
  command('defer', (model, { ledger }) => {
    ledger.defer();
    model.states = model.states.map((state) => (state === 'requested' ? 'deferred' : state));
  });

const withdraw = (chosen: readonly number[] | null): Step =>
  command(`withdraw(${chosen?.join() ?? ''})`, (model, { ledger }) => {
    ledger.withdraw(chosen?.flatMap((index) => exampleScopes[index] ?? []));
    model.states = model.states.map((state, index) =>
      valid(state) && (chosen === null || chosen.includes(index)) ? 'withdrawn' : state,
    );
  });

const renew = (minutes: number): Step =>
  command(`renew(${minutes} min)`, (model, { ledger }) => {
    ledger.renew(model.now + minutes * minute);
    if (model.ended) return;
    model.expiresAt = model.now + minutes * minute;
    model.states = model.states.map((state) => (valid(state) || state === 'expired' ? 'renewed' : state));
  });

const invalidate = (index: number): Step =>
  command(`invalidate(notice ${index})`, (model, { ledger }) => {
    ledger.invalidate(notices[index] as Notice);
    if (model.ended || index === model.notice) return;
    model.notice = index;
    model.states = model.states.map((state) =>
      valid(state) || state === 'expired' || state === 'requested' ? 'invalidated' : state,
    );
  });

const wait = (minutes: number): Step =>
  command(`wait(${minutes} min)`, (model, { clock, ledger }) => {
    clock.advance(minutes * minute);
    // A ledger cannot know of a time that it never looked at and that was taken back since.
    ledger.states$.subscribe().unsubscribe();
    passTime(model, clock.now());
  });

const setBack = (minutes: number): Step =>
  command(`clock set back ${minutes} min`, (_model, { clock }) => clock.freezeFor(-minutes * minute));

const watch = (index: number): Step =>
  command(`watch(${JSON.stringify(queries[index])})`, (_model, real) => {
    const query = queries[index] as ScopeQuery;
    const watcher: Real['watched'][number] = { query, latest: null, completed: false };
    real.watched.push(watcher);
    real.ledger.watch(query).subscribe({
      next(grant) {
        watcher.latest = grant;
        if (grant === null) return;
        expect(grant.signal.aborted).toBe(false);
        if (!real.everHandedOut.has(grant)) real.everHandedOut.set(grant, { ended: false });
      },
      complete() {
        watcher.completed = true;
      },
    });
  });

const end = (): Step =>
  command('end', (model, { ledger }) => {
    ledger.end();
    model.ended = true;
    model.states = model.states.map(() => 'terminated');
  });

const someScopes = fc.subarray([0, 1, 2, 3]);
const often = [
  fc.constant(null).map(request),
  someScopes.map(decide),
  someScopes.map(decide),
  someScopes.map(withdraw),
  fc.nat({ max: queries.length - 1 }).map(watch),
  fc.integer({ min: 1, max: 40 }).map(wait),
];
const commands = fc.commands(
  [
    ...often,
    ...often,
    fc.constant(null).map(postpone),
    fc.constant(null).map(withdraw),
    fc.integer({ min: 1, max: 120 }).map(renew),
    fc.nat({ max: 2 }).map(invalidate),
    fc.integer({ min: 1, max: 300 }).map(setBack),
    fc.constant(null).map(end),
  ],
  { size: '+1', maxCommands: 60 },
);

describe('a ledger under any sequence of events', () => {
  it('has a valid grant only in a valid state, and forgets nothing it recorded', () => {
    const reached = new Set<ConsentState>();
    fc.assert(
      fc.property(commands, (sequence) => {
        fc.modelRun(() => {
          const clock = createFakeClock(start);
          const ledger = createConsentLedger({
            meetingId: 'meeting-1',
            subjectId: 'subject-1',
            notice: notices[0] as Notice,
            scopes: exampleScopes,
            expiresAt: start + 60 * minute,
            clock,
          });
          const real: Real = {
            ledger,
            clock,
            watched: [],
            everHandedOut: new Map(),
            told: [],
            recordsBefore: [],
          };
          ledger.states$.subscribe((states) => {
            real.told = states;
            for (const { state } of states) reached.add(state);
          });
          const states = exampleScopes.map((): ConsentState => 'unasked');
          return {
            model: { states, notice: 0, now: start, expiresAt: start + 60 * minute, ended: false },
            real,
          };
        }, sequence);
      }),
      { numRuns: 400 },
    );
    // The runs were worth something only if they came through every state.
    expect([...reached].sort()).toEqual([
      'deferred',
      'expired',
      'given',
      'invalidated',
      'refused',
      'renewed',
      'requested',
      'terminated',
      'unasked',
      'withdrawn',
    ]);
  }, 60_000);
});
