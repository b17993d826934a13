import { firstValueFrom, skip, take, tap, toArray } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type RevocationList,
  readRevocationList,
  signRevocationList,
} from '../../sdk/accountability/revocation-list.ts';
import {
  mayRun,
  type RevocationState,
  revocationOf,
  watchRevocations,
} from '../../sdk/accountability/watch-revocations.ts';
import { createSigningKey, type SigningKey } from '../../sdk/integrity/signing-key.ts';

const now = Date.UTC(2026, 10, 23, 12);
const list: RevocationList = {
  issue: 7,
  issuedAt: '2026-11-23T11:00:00.000Z',
  expiresAt: '2026-11-24T11:00:00.000Z',
  models: [
    { modelId: 'face-affect', sha256: 'ab'.repeat(32), reason: 'It errs for older people.' },
    { modelId: 'voice-affect', sha256: null, reason: 'Withdrawn by its makers.' },
  ],
};
let key: SigningKey;

beforeAll(async () => {
  key = await createSigningKey();
});

describe('readRevocationList', () => {
  it('goes by a list that is signed, in time and not older than known', async () => {
    expect(await readRevocationList(await signRevocationList(list, key), key.publicKey, now, list)).toEqual({
      kind: 'current',
      list,
    });
  });

  it('names what is wrong', async () => {
    const signed = await signRevocationList(list, key);
    const other = await createSigningKey();
    const emptied = { ...signed, list: { ...list, models: [] } };
    const read = (
      input: unknown,
      at = now,
      known: RevocationList | null = null,
      by = key,
    ): Promise<unknown> => readRevocationList(input, by.publicKey, at, known);
    expect(await read(emptied)).toEqual({ kind: 'unusable', fault: 'bad-signature' });
    expect(await read(signed, now, null, other)).toEqual({ kind: 'unusable', fault: 'bad-signature' });
    expect(await read(signed, Date.parse(list.expiresAt))).toEqual({ kind: 'unusable', fault: 'expired' });
    expect(await read(signed, now - 24 * 3_600_000)).toEqual({ kind: 'unusable', fault: 'from-the-future' });
    expect(await read(signed, now, { ...list, issue: 8 })).toEqual({
      kind: 'unusable',
      fault: 'older-than-known',
    });
    for (const input of [null, '', {}, { list }, { ...signed, note: 1 }]) {
      expect(await read(input)).toEqual({ kind: 'unusable', fault: 'malformed' });
    }
  });
});

describe('mayRun', () => {
  const state = (part: Partial<RevocationState>): RevocationState => ({
    list: null,
    current: false,
    fault: null,
    ...part,
  });
  const face = { id: 'face-affect', sha256: 'ab'.repeat(32), tier: 'affect' } as const;

  it('affect fails closed, behaviour open; an expired list still revokes', () => {
    const none = state({ fault: 'unreachable' });
    const good = state({ list, current: true });
    const stale = state({ list, fault: 'unreachable' });
    const spared = { ...face, sha256: 'cd'.repeat(32) };
    expect([none, good, stale].map((known) => mayRun(known, spared))).toEqual([false, true, false]);
    expect([none, good, stale].map((known) => mayRun(known, { ...spared, tier: 'behaviour' }))).toEqual([
      true,
      true,
      true,
    ]);
    expect([none, good, stale].map((known) => mayRun(known, { ...face, tier: 'behaviour' }))).toEqual([
      true,
      false,
      false,
    ]);
    expect(mayRun(good, face)).toBe(false);
    expect(revocationOf(good, face)?.reason).toBe('It errs for older people.');
    expect(revocationOf(good, { id: 'voice-affect', sha256: 'ef'.repeat(32) })).not.toBeNull();
  });
});

describe('watchRevocations', () => {
  it('goes on with the last good list when the next is forged or cannot be fetched, until its time is over', async () => {
    let time = now;
    const newer = await signRevocationList({ ...list, issue: 8, models: [] }, key);
    const answers: (() => Promise<Response>)[] = [
      async () => Response.json(await signRevocationList(list, key)),
      async () => Response.json({ ...newer, list: { ...newer.list, issue: 9 } }),
      async () => Promise.reject(new TypeError('offline')),
      async () => Response.json(newer),
      async () => Response.json(await signRevocationList(list, key)),
      async () => {
        time = Date.parse(list.expiresAt);
        return new Response('gone', { status: 410 });
      },
    ];
    const states = await firstValueFrom(
      watchRevocations({
        url: '/revocations.json',
        publicKey: key.publicKey,
        intervalSeconds: 0.01,
        now: () => time,
        fetcher: () => (answers.shift() ?? (() => Promise.reject(new TypeError('offline'))))(),
      }).pipe(skip(1), take(6), toArray()),
    );
    expect(states.map(({ fault, current, list: known }) => [fault, current, known?.issue])).toEqual([
      [null, true, 7],
      ['bad-signature', true, 7],
      ['unreachable', true, 7],
      [null, true, 8],
      ['older-than-known', true, 8],
      ['unreachable', false, 8],
    ]);
  });

  it('a list is over when its time is, though the next fetch is far off', async () => {
    let time = now;
    const brief = { ...list, expiresAt: new Date(now + 20).toISOString() };
    const states = await firstValueFrom(
      watchRevocations({
        url: '/revocations.json',
        publicKey: key.publicKey,
        now: () => time,
        fetcher: async () => Response.json(await signRevocationList(brief, key)),
      }).pipe(
        skip(1),
        tap(() => {
          time = now + 20;
        }),
        take(2),
        toArray(),
      ),
    );
    expect(states.map(({ fault, current }) => [fault, current])).toEqual([
      [null, true],
      [null, false],
    ]);
  });

  it('a fetch that is never answered is given up, and the next one heard', async () => {
    const signed = await signRevocationList(list, key);
    let fetches = 0;
    const hanging = (aborted: AbortSignal): Promise<Response> =>
      new Promise((_, reject) => aborted.addEventListener('abort', () => reject(aborted.reason)));
    const states = await firstValueFrom(
      watchRevocations({
        url: '/revocations.json',
        publicKey: key.publicKey,
        intervalSeconds: 0.02,
        now: () => now,
        fetcher: async (_, init) => {
          fetches += 1;
          return fetches === 1 ? hanging(init?.signal as AbortSignal) : Response.json(signed);
        },
      }).pipe(skip(1), take(2), toArray()),
    );
    expect(states.map(({ fault, current }) => [fault, current])).toEqual([
      ['unreachable', false],
      [null, true],
    ]);
  });

  it('fetches nothing before it is subscribed, and tells at once that it knows nothing', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ expectObservable }) => {
      let fetched = 0;
      const state$ = watchRevocations({
        url: '/revocations.json',
        publicKey: key.publicKey,
        fetcher: () => {
          fetched += 1;
          return new Promise(() => {});
        },
      });
      expect(fetched).toBe(0);
      expectObservable(state$, '^ 5s !').toBe('a', {
        a: { list: null, current: false, fault: 'not-fetched-yet' },
      });
    });
  });
});
