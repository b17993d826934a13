import { deleteDB, openDB } from 'idb';
import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type { ConsentRecord } from '../../sdk/consent/record/consent-record.ts';
import { verifyRecord } from '../../sdk/consent/record/verify-record.ts';
import { keepRecord } from '../../sdk/records/keep-record.ts';
import { openRecordStore } from '../../sdk/records/open-record-store.ts';
import type { RecordStore } from '../../sdk/records/record-store.ts';
import { voiceSelf } from '../consent/example-notice.ts';
import { exampleRecord, startRecording } from '../consent/record/example-record.ts';

const day = 24 * 60 * 60;
let name: string;
let time: number;

beforeEach(() => {
  name = `records-${crypto.randomUUID()}`;
  time = Date.UTC(2026, 10, 23);
});

afterEach(() => vi.restoreAllMocks());

async function opened(now: () => number = () => time): Promise<{
  store: RecordStore;
  expired: number;
  clockSetBack: boolean;
}> {
  const result = await openRecordStore({ retentionSeconds: 30 * day, name, now });
  if (result.kind !== 'open') throw new Error(`the store did not open: ${result.trouble}`);
  onTestFinished(async () => {
    result.store.close();
    await deleteDB(name);
  });
  return result;
}

/** Sets the room that the browser gives an origin; as the browser itself chooses, unless told. */
async function quota(origin: string, quotaSize?: number): Promise<void> {
  const session = cdp() as unknown as { send(method: string, parameters: object): Promise<unknown> };
  const size = quotaSize === undefined ? {} : { quotaSize };
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...size });
}

describe('keeping records', () => {
  it('gives back what was saved, and it verifies', async () => {
    const { store } = await opened();
    const record = await exampleRecord();
    expect(await store.save(record)).toEqual({ kind: 'saved', expiresAt: time + 30 * day * 1000 });
    const loaded = await store.load(record.header.recordId);
    expect(loaded).toMatchObject({ kind: 'found', record, stored: { events: 16, savedAt: time } });
    if (loaded.kind === 'found') expect(await verifyRecord(loaded.record)).toMatchObject({ kind: 'valid' });
    expect(await store.load('nobody')).toEqual({ kind: 'missing' });
  });

  it('puts nothing readable on the disk, and a key that cannot be read out', async () => {
    const { store } = await opened();
    const record = await exampleRecord();
    await store.save(record);
    const database = await openDB(name);
    const row = await database.get('records', record.header.recordId);
    const { key } = await database.get('meta', 'key');
    database.close();
    expect(Object.keys(row).sort()).toEqual([
      'ciphertext',
      'events',
      'expiresAt',
      'iv',
      'recordId',
      'savedAt',
    ]);
    const stored = new TextDecoder('latin1').decode(row.ciphertext);
    for (const secret of ['guest-7', 'Example Ltd', 'withdrawn', 'voice'])
      expect(stored).not.toContain(secret);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  it('lists the latest first', async () => {
    const { store } = await opened();
    const [first, second] = await Promise.all([exampleRecord(), exampleRecord()]);
    await store.save(first);
    time += 1000;
    await store.save(second);
    const listed = await store.list();
    expect(listed.kind === 'listed' && listed.records.map(({ recordId }) => recordId)).toEqual([
      second.header.recordId,
      first.header.recordId,
    ]);
  });

  it('deletes one, or all with the key', async () => {
    const { store } = await opened();
    const [first, second] = await Promise.all([exampleRecord(), exampleRecord()]);
    await store.save(first);
    await store.save(second);
    expect(await store.delete(first.header.recordId)).toEqual({ kind: 'deleted', count: 1 });
    expect(await store.delete(first.header.recordId)).toEqual({ kind: 'deleted', count: 0 });
    expect(await store.load(first.header.recordId)).toEqual({ kind: 'missing' });
    expect(await store.deleteAll()).toEqual({ kind: 'deleted', count: 1 });
    const database = await openDB(name);
    expect([await database.count('records'), await database.get('meta', 'key')]).toEqual([0, undefined]);
    database.close();
    expect(await store.save(first)).toMatchObject({ kind: 'saved' });
    expect(await store.load(first.header.recordId)).toMatchObject({ kind: 'found' });
  });

  it('keeps a meeting as it goes, so that a reload loses nothing that was signed', async () => {
    const { store } = await opened();
    const { ledger, recorder } = await startRecording();
    const saves = lastValueFrom(keepRecord(recorder, store).pipe(toArray()));
    ledger.request();
    ledger.decide([voiceSelf]);
    await expect
      .poll(async () => (await store.list()) as unknown)
      .toMatchObject({ records: [{ events: 8 }] });
    const loaded = await store.load(recorder.recordId);
    if (loaded.kind !== 'found') throw new Error(loaded.kind);
    expect(await verifyRecord(loaded.record)).toMatchObject({ kind: 'valid', open: true, events: 8 });
    ledger.end();
    expect((await saves).every(({ kind }) => kind === 'saved')).toBe(true);
    expect(await store.load(recorder.recordId)).toMatchObject({ kind: 'found', stored: { events: 12 } });
  });
});

describe('retention', () => {
  const lapse = async (record: ConsentRecord): Promise<RecordStore> => {
    const { store } = await opened();
    await store.save(record);
    time += 30 * day * 1000;
    return store;
  };

  it('deletes what has expired when it is listed', async () => {
    expect(await (await lapse(await exampleRecord())).list()).toEqual({ kind: 'listed', records: [] });
  });

  it('deletes what has expired when it is loaded', async () => {
    const record = await exampleRecord();
    const store = await lapse(record);
    expect(await store.load(record.header.recordId)).toEqual({ kind: 'expired' });
    expect(await store.load(record.header.recordId)).toEqual({ kind: 'missing' });
  });

  it('deletes what has expired when the store is opened', async () => {
    (await lapse(await exampleRecord())).close();
    expect((await opened()).expired).toBe(1);
  });

  it('keeps what has a second left', async () => {
    const record = await exampleRecord();
    const { store } = await opened();
    await store.save(record);
    time += 30 * day * 1000 - 1;
    expect(await store.load(record.header.recordId)).toMatchObject({ kind: 'found' });
  });

  it('is not lengthened by a clock that is set back, and says so', async () => {
    const record = await exampleRecord();
    const first = await opened();
    expect(first.clockSetBack).toBe(false);
    await first.store.save(record);
    time += 29 * day * 1000;
    await first.store.list();
    first.store.close();
    time -= 300 * day * 1000;
    const second = await opened();
    expect(second.clockSetBack).toBe(true);
    const later = await exampleRecord();
    expect(await second.store.save(later)).toEqual({
      kind: 'saved',
      expiresAt: time + (300 + 30) * day * 1000,
    });
    time += 301 * day * 1000;
    expect(await second.store.load(record.header.recordId)).toEqual({ kind: 'expired' });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 400 * 366 * day])(
    'refuses %s seconds',
    async (retentionSeconds) => {
      await expect(openRecordStore({ retentionSeconds, name })).rejects.toThrow(/^retentionSeconds: /);
    },
  );
});

describe('what was meddled with', () => {
  it.each(['expiresAt', 'savedAt', 'events'])('%s: unreadable', async (field) => {
    const record = await exampleRecord();
    const { store } = await opened();
    await store.save(record);
    const database = await openDB(name);
    const row = await database.get('records', record.header.recordId);
    await database.put('records', { ...row, [field]: row[field] + 1 });
    database.close();
    expect(await store.load(record.header.recordId)).toEqual({ kind: 'unreadable' });
  });

  it('another key: unreadable; an expiry beyond every term: deleted', async () => {
    const record = await exampleRecord();
    const { store } = await opened();
    await store.save(record);
    const database = await openDB(name);
    await database.delete('meta', 'key');
    expect(await store.load(record.header.recordId)).toEqual({ kind: 'unreadable' });
    const row = await database.get('records', record.header.recordId);
    await database.put('records', { ...row, expiresAt: Number.MAX_SAFE_INTEGER });
    database.close();
    expect(await store.list()).toEqual({ kind: 'listed', records: [] });
  });
});

describe('two tabs of one person', () => {
  it('make one key between them, and hear of each other', async () => {
    const [left, right] = await Promise.all([opened(), opened()]);
    let heard = 0;
    right.store.changes$.subscribe(() => {
      heard += 1;
    });
    const [first, second] = await Promise.all([exampleRecord(), exampleRecord()]);
    await Promise.all([left.store.save(first), right.store.save(second)]);
    expect(await right.store.load(first.header.recordId)).toMatchObject({ kind: 'found' });
    expect(await left.store.load(second.header.recordId)).toMatchObject({ kind: 'found' });
    await expect.poll(() => heard).toBeGreaterThanOrEqual(2);
  });

  it('never replace a longer copy by a shorter one', async () => {
    const { ledger, recorder } = await startRecording();
    ledger.request();
    const early = await recorder.record();
    ledger.decide([]);
    const late = await recorder.record();
    const [left, right] = await Promise.all([opened(), opened()]);
    await left.store.save(late);
    expect(await right.store.save(early)).toEqual({ kind: 'newer-kept', events: 8 });
    expect(await right.store.load(recorder.recordId)).toMatchObject({ stored: { events: 8 } });
  });

  it('one saves while the other deletes everything: what is there can be read', async () => {
    const [left, right] = await Promise.all([opened(), opened()]);
    const records = await Promise.all(Array.from({ length: 6 }, () => exampleRecord()));
    await Promise.all(records.flatMap((record) => [left.store.save(record), right.store.deleteAll()]));
    const listed = await left.store.list();
    if (listed.kind !== 'listed') throw new Error(listed.kind);
    for (const { recordId } of listed.records) {
      expect(await right.store.load(recordId)).toMatchObject({ kind: 'found' });
    }
  });

  it('one removes the database: the other says that it is closed, and opens anew', async () => {
    const { store } = await opened();
    await deleteDB(name);
    expect(await store.save(await exampleRecord())).toMatchObject({ kind: 'failed', trouble: 'closed' });
    expect(await store.list()).toMatchObject({ kind: 'failed', trouble: 'closed' });
    expect((await opened()).expired).toBe(0);
  });
});

describe('a device that does not do it', () => {
  it('is full: says so, and what was kept is still there', async () => {
    const record = await exampleRecord();
    const { store } = await opened();
    await store.save(record);
    const { origin } = location;
    await quota(origin, 1);
    try {
      // Chromium goes by its last figure of the room left for half a minute.
      await expect
        .poll(async () => store.save(await exampleRecord()), { timeout: 50_000, interval: 2000 })
        .toMatchObject({ kind: 'failed', trouble: 'full' });
      expect(await store.load(record.header.recordId)).toMatchObject({ kind: 'found' });
    } finally {
      await quota(origin);
    }
  });

  it('blocks storage for this page', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('access is denied for this document', 'SecurityError');
    });
    expect(await openRecordStore({ retentionSeconds: day, name })).toMatchObject({
      kind: 'failed',
      trouble: 'blocked',
    });
  });

  it('has no IndexedDB at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await openRecordStore({ retentionSeconds: day, name })).toMatchObject({
      kind: 'failed',
      trouble: 'unsupported',
    });
  });

  it('was closed', async () => {
    const { store } = await opened();
    store.close();
    expect(await store.list()).toMatchObject({ kind: 'failed', trouble: 'closed' });
  });
});
