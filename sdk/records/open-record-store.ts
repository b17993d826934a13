import type { IDBPDatabase } from 'idb';
import { Subject } from 'rxjs';
import { createSystemClock } from '../consent/clock.ts';
import type { ConsentRecord } from '../consent/record/consent-record.ts';
import { AssentError } from '../errors.ts';
import { openRow, sealRow, storeKey } from './record-cipher.ts';
import { openRecordDatabase, type RecordSchema, type StoredRow } from './record-database.ts';
import type {
  DeleteResult,
  ListResult,
  LoadResult,
  OpenResult,
  RecordStore,
  SaveResult,
  StoredRecord,
} from './record-store.ts';
import { storageFailure } from './storage-failure.ts';
import { isStoreKey } from './store-key.ts';

/** What {@link openRecordStore} is told. */
export interface RecordStoreOptions {
  /** How long a record is kept after its last event was saved: more than nothing, at most ten years. */
  readonly retentionSeconds: number;
  /** Name of the database; `assent-records` unless told. */
  readonly name?: string;
  /** Milliseconds since the Unix epoch; this device's own clock unless told. */
  readonly now?: () => number;
}

const tenYearsSeconds = 10 * 366 * 24 * 60 * 60;

/**
 * Opens the store of consent records, which deletes what has expired. Call it
 * only once the participant has chosen to keep records: it creates a database
 * and a key. The caller owns the store and closes it.
 *
 * Time in a store never runs backwards: setting the system's clock back keeps
 * no record longer.
 *
 * @throws TypeError (as a rejection) naming `retentionSeconds` where it is missing, open-ended or out of range.
 */
export async function openRecordStore(options: RecordStoreOptions): Promise<OpenResult> {
  const { retentionSeconds, name = 'assent-records' } = options;
  if (!(retentionSeconds > 0 && retentionSeconds <= tenYearsSeconds)) {
    throw new TypeError('retentionSeconds: must be more than 0 and at most ten years, never open-ended');
  }
  try {
    if (globalThis.indexedDB === undefined) throw new AssentError('unsupported', 'IndexedDB is missing');
    return await open(name, retentionSeconds, options.now ?? createSystemClock().now);
  } catch (cause) {
    return storageFailure(cause);
  }
}

async function open(name: string, retentionSeconds: number, clock: () => number): Promise<OpenResult> {
  const changes$ = new Subject<void>();
  const tabs = new BroadcastChannel(name);
  tabs.onmessage = () => changes$.next();
  let database: IDBPDatabase<RecordSchema>;
  try {
    database = await openRecordDatabase(name, () => changes$.next());
  } catch (cause) {
    tabs.close();
    throw cause;
  }

  /** The time, never before any at which the store was used; written down, so that it survives. */
  async function now(): Promise<number> {
    const transaction = database.transaction('meta', 'readwrite');
    const before = await transaction.store.get('latest');
    const latest = Math.max(clock(), typeof before === 'number' ? before : 0);
    if (latest !== before) await transaction.store.put(latest, 'latest');
    await transaction.done;
    return latest;
  }

  async function deleteExpired(atMost: number): Promise<number> {
    const transaction = database.transaction('records', 'readwrite');
    let count = 0;
    for await (const cursor of transaction.store) {
      // What claims to be kept for longer than was promised has been meddled with.
      const { savedAt, expiresAt } = cursor.value;
      if (expiresAt > atMost && expiresAt - savedAt <= tenYearsSeconds * 1000) continue;
      await cursor.delete();
      count += 1;
    }
    await transaction.done;
    return count;
  }

  function tell(): void {
    tabs.postMessage(null);
    changes$.next();
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T | ReturnType<typeof storageFailure>> {
    try {
      return await work();
    } catch (cause) {
      return storageFailure(cause);
    }
  }

  async function save(record: ConsentRecord): Promise<SaveResult> {
    const { recordId } = record.header;
    const savedAt = await now();
    const expiresAt = savedAt + retentionSeconds * 1000;
    const facts = { recordId, events: record.events.length, savedAt, expiresAt };
    const { keyId, key } = await storeKey(database);
    const row = await sealRow(facts, record, key);
    const transaction = database.transaction(['records', 'meta'], 'readwrite');
    const [kept, inForce] = await Promise.all([
      transaction.objectStore('records').get(recordId),
      transaction.objectStore('meta').get('key'),
    ]);
    const stays = kept !== undefined && kept.events > row.events;
    const keyIsGone = !(isStoreKey(inForce) && inForce.keyId === keyId);
    const put = stays || keyIsGone ? undefined : transaction.objectStore('records').put(row);
    await Promise.all([put, transaction.done]);
    // Another tab deleted everything, and the key with it, while this one encrypted.
    if (keyIsGone) return save(record);
    if (stays) return { kind: 'newer-kept', events: kept.events };
    tell();
    return { kind: 'saved', expiresAt };
  }

  async function list(): Promise<ListResult> {
    await deleteExpired(await now());
    const rows = await database.getAll('records');
    const records = rows.map(factsOf).sort((a, b) => b.savedAt - a.savedAt);
    return { kind: 'listed', records };
  }

  async function load(recordId: string): Promise<LoadResult> {
    const before = await database.get('records', recordId);
    if (before === undefined) return { kind: 'missing' };
    await deleteExpired(await now());
    const row = await database.get('records', recordId);
    if (row === undefined) return { kind: 'expired' };
    const record = await openRow(row, (await storeKey(database)).key);
    if (record === undefined) return { kind: 'unreadable' };
    return { kind: 'found', record: record as ConsentRecord, stored: factsOf(row) };
  }

  async function remove(recordId: string): Promise<DeleteResult> {
    const transaction = database.transaction('records', 'readwrite');
    const count = await transaction.store.count(recordId);
    await transaction.store.delete(recordId);
    await transaction.done;
    if (count > 0) tell();
    return { kind: 'deleted', count };
  }

  async function removeAll(): Promise<DeleteResult> {
    const transaction = database.transaction(['records', 'meta'], 'readwrite');
    const count = await transaction.objectStore('records').count();
    await transaction.objectStore('records').clear();
    await transaction.objectStore('meta').delete('key');
    await transaction.done;
    tell();
    return { kind: 'deleted', count };
  }

  const clockNow = clock();
  const latest = await now();
  const store: RecordStore = Object.freeze<RecordStore>({
    save: (record) => attempt(() => save(record)),
    list: () => attempt(list),
    load: (recordId) => attempt(() => load(recordId)),
    delete: (recordId) => attempt(() => remove(recordId)),
    deleteAll: () => attempt(removeAll),
    changes$: changes$.asObservable(),
    close() {
      tabs.close();
      database.close();
      changes$.complete();
    },
  });
  return {
    kind: 'open',
    store,
    expired: await deleteExpired(latest),
    clockSetBack: clockNow < latest,
    durable: await askToPersist(),
  };
}

function factsOf({ recordId, events, savedAt, expiresAt }: StoredRow): StoredRecord {
  return Object.freeze({ recordId, events, savedAt, expiresAt });
}

async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage?.persist?.()) ?? false;
  } catch {
    return false;
  }
}
