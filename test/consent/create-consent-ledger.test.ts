import { Subject } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import { assertGrant, isLiveGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger, ConsentLedgerOptions } from '../../sdk/consent/consent-ledger.ts';
import type { ScopeState } from '../../sdk/consent/consent-state.ts';
import { createConsentLedger } from '../../sdk/consent/create-consent-ledger.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { type ScopeQuery, scopeKey } from '../../sdk/consent/scope-query.ts';
import { AssentError } from '../../sdk/errors.ts';
import type { Scope } from '../../sdk/vocabulary.ts';
import {
  exampleNotice,
  exampleNoticeOptions,
  exampleScopes,
  faceAffect,
  faceSelf,
  voiceGroup,
  voiceSelf,
} from './example-notice.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

const start = 1_800_000_000_000;
const hour = 3_600_000;
let notice: Notice;
let changedNotice: Notice;
let unanimousNotice: Notice;

beforeAll(async () => {
  notice = await exampleNotice();
  changedNotice = await exampleNotice({ version: '2' });
  unanimousNotice = await exampleNotice({
    deployment: { ...exampleNoticeOptions.deployment, mode: 'unanimous' },
  });
});

function open(changed: Partial<ConsentLedgerOptions> = {}): { ledger: ConsentLedger; clock: FakeClock } {
  const clock = createFakeClock(start);
  const ledger = createConsentLedger({
    meetingId: 'meeting-1',
    subjectId: 'subject-1',
    notice,
    scopes: exampleScopes,
    expiresAt: start + hour,
    clock,
    ...changed,
  });
  return { ledger, clock };
}

function statesOf(ledger: ConsentLedger): Record<string, string> {
  let latest: readonly ScopeState[] = [];
  ledger.states$
    .subscribe((states) => {
      latest = states;
    })
    .unsubscribe();
  return Object.fromEntries(latest.map(({ scope, state }) => [scopeKey(scope), state]));
}

function stateOf(ledger: ConsentLedger, scope: Scope): string | undefined {
  return statesOf(ledger)[scopeKey(scope)];
}

/** Everything a watcher hears, oldest first. */
function listen(ledger: ConsentLedger, query: ScopeQuery) {
  const heard: (ConsentGrant | null)[] = [];
  let completed = false;
  ledger.watch(query).subscribe({
    next: (grant) => heard.push(grant),
    complete: () => {
      completed = true;
    },
  });
  return {
    heard,
    get completed() {
      return completed;
    },
    get latest() {
      return heard.at(-1) ?? null;
    },
  };
}

function liveGrant(ledger: ConsentLedger, query: ScopeQuery): ConsentGrant {
  const grant = listen(ledger, query).latest;
  if (grant === null) throw new Error('expected a grant');
  return grant;
}

const codeOf = (action: () => void): string | null => {
  try {
    action();
    return null;
  } catch (error) {
    return error instanceof AssentError ? error.code : String(error);
  }
};

describe('a new ledger', () => {
  it('has asked for nothing, recorded nothing and grants nothing', () => {
    const { ledger, clock } = open();
    expect(new Set(Object.values(statesOf(ledger)))).toEqual(new Set(['unasked']));
    expect(ledger.records).toEqual([]);
    expect(listen(ledger, { modality: 'voice' }).heard).toEqual([null]);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, Partial<Record<keyof ConsentLedgerOptions, unknown>>]>([
    ['meetingId', { meetingId: '' }],
    ['subjectId', { subjectId: 7 }],
    ['notice', { notice: undefined }],
    ['notice', { notice: { sha256: 'nonsense' } }],
    ['scopes', { scopes: [{ ...faceAffect, purpose: 'group-summary' }] }],
    ['expiresAt', { expiresAt: Number.POSITIVE_INFINITY }],
    ['expiresAt', { expiresAt: Number.NaN }],
    ['expiresAt', { expiresAt: undefined }],
    ['expiresAt', { expiresAt: start }],
    ['expiresAt', { expiresAt: start + 25 * hour }],
  ])('refuses a bad %s with a TypeError: %j', (option, changed) => {
    expect(() => open(changed as Partial<ConsentLedgerOptions>)).toThrow(TypeError);
    expect(() => open(changed as Partial<ConsentLedgerOptions>)).toThrow(new RegExp(`^${option}: `));
  });
});

describe('asking and deciding', () => {
  it('gives what was listed and refuses the rest, in one action', () => {
    const { ledger } = open();
    ledger.request();
    ledger.decide([voiceSelf]);
    expect(statesOf(ledger)).toEqual({
      'voice/self-view/behaviour': 'given',
      'voice/group-summary/behaviour': 'refused',
      'face/self-view/behaviour': 'refused',
      'face/self-view/affect': 'refused',
    });
    expect(listen(ledger, { modality: 'voice' }).latest).not.toBeNull();
    expect(listen(ledger, { modality: 'voice', purpose: 'group-summary' }).latest).toBeNull();
    expect(listen(ledger, { modality: 'face' }).latest).toBeNull();
  });

  it('asks nobody twice in a meeting', () => {
    const { ledger } = open();
    ledger.request();
    ledger.decide([voiceSelf]);
    ledger.withdraw();
    const before = ledger.records;
    ledger.request();
    expect(ledger.records).toBe(before);

    const { ledger: deferring } = open();
    deferring.request();
    deferring.defer();
    deferring.request();
    expect(new Set(Object.values(statesOf(deferring)))).toEqual(new Set(['deferred']));
  });

  it('lets people change their mind by an action of their own', () => {
    const { ledger } = open();
    ledger.request();
    ledger.decide([]);
    ledger.decide([faceSelf]);
    expect(stateOf(ledger, faceSelf)).toBe('given');
    ledger.decide([]);
    expect(stateOf(ledger, faceSelf)).toBe('withdrawn');
    ledger.decide([faceSelf]);
    expect(stateOf(ledger, faceSelf)).toBe('given');
  });

  it('does not interrupt what stays given', () => {
    const { ledger } = open();
    ledger.decide([faceSelf, voiceSelf]);
    const face = listen(ledger, { modality: 'face' });
    ledger.decide([faceSelf]);
    expect(face.heard).toHaveLength(1);
    expect(face.latest?.signal.aborted).toBe(false);
  });

  it('refuses scopes that are not offered, and changes nothing then', () => {
    const { ledger } = open({ scopes: [voiceSelf] });
    ledger.request();
    const before = ledger.records;
    expect(codeOf(() => ledger.decide([voiceSelf, faceAffect]))).toBe('consent-refused');
    expect(ledger.records).toBe(before);
    expect(stateOf(ledger, voiceSelf)).toBe('requested');
  });
});

describe('grants', () => {
  it('are shared by those who watch an equal query, and by no others', () => {
    const { ledger } = open();
    ledger.decide([faceSelf, faceAffect]);
    const first = liveGrant(ledger, { modality: 'face', tier: 'affect' });
    expect(liveGrant(ledger, { tier: 'affect', modality: 'face' })).toBe(first);
    expect(liveGrant(ledger, { modality: 'face' })).not.toBe(first);
  });

  it('go on while another scope of the query stays valid; the narrower one aborts', () => {
    const { ledger } = open();
    ledger.decide([voiceSelf, voiceGroup]);
    const broad = listen(ledger, { modality: 'voice' });
    const narrow = listen(ledger, { modality: 'voice', purpose: 'group-summary' });
    const [broadGrant, narrowGrant] = [broad.latest, narrow.latest];
    ledger.withdraw([voiceGroup]);
    expect([broadGrant?.signal.aborted, narrowGrant?.signal.aborted]).toEqual([false, true]);
    expect([broad.heard.length, narrow.heard.length]).toEqual([1, 2]);
    expect(narrow.latest).toBeNull();
    ledger.withdraw([voiceSelf]);
    expect(broadGrant?.signal.aborted).toBe(true);
    expect(broad.latest).toBeNull();
  });

  it('abort inside withdraw(), before anyone is told of the new states', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const { signal } = liveGrant(ledger, { modality: 'face' });
    const order: string[] = [];
    ledger.states$.subscribe((states) =>
      order.push(
        `states: ${states.find(({ scope }) => scope.modality === 'face')?.state}, ${signal.aborted}`,
      ),
    );
    signal.addEventListener('abort', () => order.push('abort'));
    ledger.withdraw();
    order.push('returned');
    expect(order).toEqual(['states: given, false', 'abort', 'states: withdrawn, true', 'returned']);
    expect(signal.reason).toMatchObject({ name: 'AssentError', code: 'no-consent' });
  });

  it('are new after a break; an old one never comes back', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const first = liveGrant(ledger, { modality: 'face' });
    ledger.withdraw();
    ledger.decide([faceSelf]);
    const second = liveGrant(ledger, { modality: 'face' });
    expect(second).not.toBe(first);
    expect([isLiveGrant(first), isLiveGrant(second)]).toEqual([false, true]);
  });

  it('are not revived by a listener that gives consent anew while they abort', () => {
    const { ledger } = open();
    ledger.decide([voiceSelf, faceSelf]);
    const voice = liveGrant(ledger, { modality: 'voice' });
    const face = liveGrant(ledger, { modality: 'face' });
    const liveMeanwhile: boolean[] = [];
    voice.signal.addEventListener('abort', () => {
      ledger.decide([voiceSelf, faceSelf]);
      liveMeanwhile.push(isLiveGrant(face));
    });
    ledger.withdraw();
    expect(liveMeanwhile).toEqual([false]);
    expect([voice.signal.aborted, face.signal.aborted]).toEqual([true, true]);
    expect(liveGrant(ledger, { modality: 'face' })).not.toBe(face);
    expect(ledger.records.map(({ state }) => state).slice(-4)).toEqual([
      'withdrawn',
      'withdrawn',
      'given',
      'given',
    ]);
  });

  it('have all aborted before anyone is told, also when a listener changes something meanwhile', () => {
    const { ledger } = open();
    ledger.decide([voiceSelf, faceSelf]);
    const voice = liveGrant(ledger, { modality: 'voice' });
    const face = liveGrant(ledger, { modality: 'face' });
    voice.signal.addEventListener('abort', () => ledger.decide([voiceSelf]));
    const abortedWhenTold: boolean[] = [];
    ledger.states$.subscribe(() => abortedWhenTold.push(face.signal.aborted));
    ledger.withdraw();
    expect(abortedWhenTold).toEqual([false, true]);
  });

  it('are already refused while their abort is still on its way', () => {
    const { ledger } = open();
    ledger.decide([voiceSelf, faceSelf]);
    const voice = liveGrant(ledger, { modality: 'voice' });
    const face = liveGrant(ledger, { modality: 'face' });
    const seen: unknown[] = [];
    voice.signal.addEventListener('abort', () => seen.push(face.signal.aborted, isLiveGrant(face)));
    ledger.withdraw();
    expect(seen).toEqual([false, false]);
  });

  it('reach nobody after a subscriber that hears of them first took the consent back', () => {
    const { ledger } = open();
    ledger.watch({ modality: 'face' }).subscribe((grant) => {
      if (grant !== null) ledger.withdraw();
    });
    const later = listen(ledger, { modality: 'face' });
    ledger.decide([faceSelf]);
    expect(later.heard).toEqual([null]);
    expect(stateOf(ledger, faceSelf)).toBe('withdrawn');
  });

  it('are followed by null when the first replayed one is answered by a withdrawal', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const heard: boolean[] = [];
    ledger.watch({ modality: 'face' }).subscribe((grant) => {
      heard.push(grant !== null);
      if (grant !== null) ledger.withdraw();
    });
    expect(heard).toEqual([true, false]);
  });
});

describe('assertGrant', () => {
  it('accepts a live grant for its own modality', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    expect(codeOf(() => assertGrant(liveGrant(ledger, { modality: 'face' }), 'face'))).toBeNull();
  });

  it('refuses another modality, a withdrawn grant, and whatever no ledger made', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const grant = liveGrant(ledger, { modality: 'face' });
    expect(codeOf(() => assertGrant(grant, 'voice'))).toBe('no-consent');
    const forgeries: unknown[] = [
      { ...grant },
      { meetingId: 'meeting-1', query: { modality: 'face' }, signal: new AbortController().signal },
      Object.create(grant),
      new Proxy(grant, {}),
      structuredClone({ meetingId: grant.meetingId, query: grant.query }),
      null,
      undefined,
      'face',
    ];
    for (const forgery of forgeries) {
      expect(codeOf(() => assertGrant(forgery as ConsentGrant, 'face'))).toBe('no-consent');
    }
    ledger.withdraw();
    expect(codeOf(() => assertGrant(grant, 'face'))).toBe('no-consent');
  });

  it('cannot be talked into another modality by changing a grant', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const grant = liveGrant(ledger, { modality: 'face' });
    expect(() => Object.assign(grant, { query: { modality: 'voice' } })).toThrow(TypeError);
    expect(() => Object.assign(grant.query, { modality: 'voice' })).toThrow(TypeError);
  });
});

describe('expiry', () => {
  it('ends consent at its term by the clock alone', () => {
    const { ledger, clock } = open();
    ledger.decide([faceSelf]);
    const face = listen(ledger, { modality: 'face' });
    const grant = face.latest;
    clock.advance(hour - 1);
    expect(grant?.signal.aborted).toBe(false);
    clock.advance(1);
    expect(grant?.signal.aborted).toBe(true);
    expect(face.latest).toBeNull();
    expect(stateOf(ledger, faceSelf)).toBe('expired');
    expect(clock.pending).toBe(0);
  });

  it('holds although the timer is late, as in a frozen tab', () => {
    const { ledger, clock } = open();
    ledger.decide([faceSelf]);
    const grant = liveGrant(ledger, { modality: 'face' });
    clock.freezeFor(2 * hour);
    expect(codeOf(() => assertGrant(grant, 'face'))).toBe('no-consent');
    expect(stateOf(ledger, faceSelf)).toBe('expired');
  });

  it('is not put off by a clock that is set back', () => {
    const { ledger, clock } = open();
    ledger.decide([faceSelf]);
    clock.advance(hour / 2);
    ledger.decide([faceSelf, voiceSelf]);
    clock.freezeFor(-10 * hour);
    ledger.withdraw([voiceSelf]);
    const times = ledger.records.map(({ atSeconds }) => atSeconds);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    clock.freezeFor(11 * hour);
    expect(stateOf(ledger, faceSelf)).toBe('expired');
  });

  it('takes no yes after the term, but every no', () => {
    const { ledger, clock } = open();
    ledger.request();
    clock.advance(hour);
    expect(codeOf(() => ledger.decide([faceSelf]))).toBe('consent-refused');
    ledger.decide([]);
    expect(stateOf(ledger, faceSelf)).toBe('refused');
  });

  it('is put off only when the participant renews', () => {
    const { ledger, clock } = open();
    ledger.decide([faceSelf]);
    const grant = liveGrant(ledger, { modality: 'face' });
    clock.advance(hour / 2);
    ledger.renew(start + 2 * hour);
    expect(stateOf(ledger, faceSelf)).toBe('renewed');
    expect(ledger.records.at(-1)?.validUntilSeconds).toBe((start + 2 * hour) / 1000);
    clock.advance(hour);
    expect(isLiveGrant(grant)).toBe(true);
    clock.advance(hour);
    expect(stateOf(ledger, faceSelf)).toBe('expired');
    ledger.renew(start + 3 * hour);
    expect(stateOf(ledger, faceSelf)).toBe('renewed');
    expect(isLiveGrant(grant)).toBe(false);
    expect(() => ledger.renew(Number.POSITIVE_INFINITY)).toThrow(/^expiresAt: /);
  });
});

describe('a changed notice', () => {
  it('invalidates what was given under the old one and asks anew', () => {
    const { ledger } = open();
    ledger.request();
    ledger.decide([faceSelf]);
    const grant = liveGrant(ledger, { modality: 'face' });
    ledger.invalidate(changedNotice);
    expect(ledger.notice).toBe(changedNotice);
    expect(grant.signal.aborted).toBe(true);
    expect(stateOf(ledger, faceSelf)).toBe('invalidated');
    expect(stateOf(ledger, voiceSelf)).toBe('refused');
    expect(ledger.records.at(-1)).toMatchObject({ state: 'invalidated', noticeSha256: notice.sha256 });
    expect(codeOf(() => ledger.decide([faceSelf]))).toBe('consent-refused');
    ledger.request();
    expect(stateOf(ledger, faceSelf)).toBe('requested');
    expect(stateOf(ledger, voiceSelf)).toBe('refused');
    ledger.decide([faceSelf]);
    expect(ledger.records.at(-1)).toMatchObject({ state: 'given', noticeSha256: changedNotice.sha256 });
  });

  it('voids a prompt that is open, and a decision on the text that was shown before', () => {
    const { ledger } = open();
    ledger.request();
    const shown = ledger.notice.sha256;
    ledger.invalidate(changedNotice);
    ledger.request();
    expect(codeOf(() => ledger.decide([faceSelf], { noticeSha256: shown }))).toBe('consent-refused');
    expect(stateOf(ledger, faceSelf)).toBe('requested');
    ledger.decide([], { noticeSha256: shown });
    expect(stateOf(ledger, faceSelf)).toBe('refused');
  });

  it('is in force before any abort is heard', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const { signal } = liveGrant(ledger, { modality: 'face' });
    const outcomes: unknown[] = [];
    signal.addEventListener('abort', () => {
      outcomes.push(codeOf(() => ledger.decide([voiceSelf], { noticeSha256: notice.sha256 })));
    });
    ledger.invalidate(changedNotice);
    expect(outcomes).toEqual(['consent-refused']);
    expect(stateOf(ledger, voiceSelf)).toBe('refused');
  });

  it('does nothing when it is equal, and offers nothing that it no longer tells of', async () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const before = ledger.records;
    ledger.invalidate(await exampleNotice());
    expect(ledger.records).toBe(before);
    ledger.invalidate(await exampleNotice({ scopes: [voiceSelf] }));
    ledger.request();
    expect(stateOf(ledger, faceSelf)).toBe('invalidated');
    expect(codeOf(() => ledger.decide([faceSelf]))).toBe('consent-refused');
  });
});

describe('the end of the meeting', () => {
  it('terminates everything, for good', () => {
    const { ledger, clock } = open();
    ledger.request();
    ledger.decide([faceSelf]);
    const face = listen(ledger, { modality: 'face' });
    const grant = face.latest;
    const seen: string[] = [];
    ledger.states$.subscribe({
      next: (states) => seen.push(states.map(({ state }) => state).join()),
      complete: () => seen.push('complete'),
    });
    ledger.end();
    expect(grant?.signal.aborted).toBe(true);
    expect([face.latest, face.completed]).toEqual([null, true]);
    expect(seen.slice(-2)).toEqual(['terminated,terminated,terminated,terminated', 'complete']);
    expect(clock.pending).toBe(0);

    const records = ledger.records;
    ledger.end();
    ledger.request();
    ledger.decide([faceSelf]);
    ledger.renew(start + 2 * hour);
    ledger.invalidate(changedNotice);
    ledger.withdraw();
    ledger.defer();
    expect(ledger.records).toBe(records);
    expect(listen(ledger, { modality: 'face' })).toMatchObject({ heard: [null], completed: true });
    expect(new Set(Object.values(statesOf(ledger)))).toEqual(new Set(['terminated']));
  });

  it('is told also when it comes from a listener of an abort', () => {
    const { ledger } = open();
    ledger.decide([faceSelf]);
    const face = listen(ledger, { modality: 'face' });
    face.latest?.signal.addEventListener('abort', () => ledger.end());
    ledger.withdraw();
    expect([face.latest, face.completed]).toEqual([null, true]);
    expect(stateOf(ledger, voiceSelf)).toBe('terminated');
  });

  it('completes a ledger with nothing to ask', () => {
    const { ledger } = open({ scopes: [] });
    const face = listen(ledger, { modality: 'face' });
    ledger.end();
    expect(face).toMatchObject({ heard: [null], completed: true });
  });
});

describe('unanimous mode', () => {
  it('cannot be had without knowing of the others', () => {
    expect(() => open({ notice: unanimousNotice })).toThrow(/^everyoneConsents\$: /);
  });

  it('grants nothing until everyone has opted in, and pauses for a newcomer', () => {
    const everyoneConsents$ = new Subject<boolean>();
    const { ledger } = open({ notice: unanimousNotice, everyoneConsents$ });
    const face = listen(ledger, { modality: 'face' });
    ledger.decide([faceSelf]);
    expect(face.heard).toEqual([null]);
    everyoneConsents$.next(true);
    const first = face.latest;
    expect(first).not.toBeNull();
    everyoneConsents$.next(false);
    expect([first?.signal.aborted, face.latest]).toEqual([true, null]);
    expect(stateOf(ledger, faceSelf)).toBe('given');
    everyoneConsents$.next(true);
    expect(face.latest).not.toBe(first);
    const second = face.latest;
    everyoneConsents$.error(new Error('connection lost'));
    expect([second?.signal.aborted, face.latest]).toEqual([true, null]);
    ledger.end();
  });

  it('unsubscribes from the others when the meeting ends', () => {
    const everyoneConsents$ = new Subject<boolean>();
    const { ledger } = open({ notice: unanimousNotice, everyoneConsents$ });
    expect(everyoneConsents$.observed).toBe(true);
    ledger.end();
    expect(everyoneConsents$.observed).toBe(false);
  });
});

describe('records', () => {
  it('name the meeting, the person, the scope, the step, who took it, the notice and the term', () => {
    const { ledger } = open();
    ledger.request();
    ledger.decide([voiceSelf]);
    const given = ledger.records.find(({ state }) => state === 'given');
    expect(given).toEqual({
      sequence: 4,
      atSeconds: start / 1000,
      meetingId: 'meeting-1',
      subjectId: 'subject-1',
      scope: voiceSelf,
      previous: 'requested',
      state: 'given',
      entity: 'participant',
      noticeSha256: notice.sha256,
      validUntilSeconds: (start + hour) / 1000,
    });
    expect(ledger.records[0]).toMatchObject({ entity: 'controller', validUntilSeconds: null });
  });

  it('cannot be changed by whoever reads them', () => {
    const { ledger } = open();
    ledger.request();
    expect(() => (ledger.records as unknown[]).pop()).toThrow(TypeError);
    expect(() => Object.assign(ledger.records[0] ?? {}, { state: 'given' })).toThrow(TypeError);
    expect(() => Object.assign(ledger, { withdraw: () => {} })).toThrow(TypeError);
  });
});
