import type { AssentSession } from 'assent';
import type { OpenResult, RecordStore } from 'assent/records';
import type { AssentRecords, ShownRecord } from 'assent/ui';
import { type Observable, Subscription } from 'rxjs';
import { createStore } from '../app/create-store.ts';
import { saveFile } from './save-file.ts';

/** What `<assent-records>` shows. */
export type ShownRecords = Pick<AssentRecords, 'records' | 'keeping' | 'trouble'>;

/** The participant's consent records: the one of this meeting, and those that they chose to keep on this device. */
export interface OwnRecords {
  readonly state$: Observable<ShownRecords>;
  /** Fetches what records need; nothing is stored by it. */
  open(): Promise<void>;
  keep(keep: boolean): Promise<void>;
  save(recordIds: readonly string[], format: 'json' | 'json-ld'): Promise<void>;
  delete(recordIds: readonly string[]): Promise<void>;
  close(): void;
}

const choiceKey = 'parley.keep-records';
/** Until a complaint could still be made; the notice of a real controller says how long. */
const retentionSeconds = 30 * 24 * 60 * 60;

/** Makes the records of a session; where the participant chose to keep them before, they are kept from the start. */
export function createOwnRecords(session: AssentSession): OwnRecords {
  const store = createStore<ShownRecords>({ records: [], keeping: false, trouble: null });
  const life = new Subscription();
  let kept: RecordStore | null = null;
  let keeping = new Subscription();
  let writing = new Subscription();
  let turn = 0;
  let ready: Promise<void> | null = null;

  const load = () => import('assent/records');

  async function begin(): Promise<void> {
    const { recorder } = await session.accounts();
    life.add(recorder.signed$.subscribe(() => void show()));
    if (localStorage.getItem(choiceKey) === 'yes') await startKeeping();
    await show();
  }

  async function show(): Promise<void> {
    turn += 1;
    const mine = turn;
    const [{ verifyRecord }, { recorder }] = await Promise.all([load(), session.accounts()]);
    const own = await recorder.record();
    const records: ShownRecord[] = [];
    let ownKeptUntil: number | null = null;
    const listed = (await kept?.list()) ?? { kind: 'listed', records: [] };
    if (listed.kind === 'failed') store.patch({ trouble: listed.trouble });
    for (const { recordId, expiresAt } of listed.kind === 'listed' ? listed.records : []) {
      if (recordId === recorder.recordId) ownKeptUntil = expiresAt;
      else {
        const found = await kept?.load(recordId);
        if (found?.kind === 'found') records.push({ record: found.record, keptUntil: expiresAt });
      }
    }
    if (own.events.length > 0) records.unshift({ record: own, keptUntil: ownKeptUntil });
    const checked = await Promise.all(
      records.map(async (shown) => ({
        ...shown,
        genuine: (await verifyRecord(shown.record)).kind === 'valid',
      })),
    );
    // A newer look overtook this one.
    if (mine === turn) store.patch({ records: checked });
  }

  async function startKeeping(): Promise<void> {
    const { openRecordStore, keepRecord } = await load();
    const opened: OpenResult = await openRecordStore({ retentionSeconds });
    if (opened.kind === 'failed') return store.patch({ keeping: false, trouble: opened.trouble });
    kept = opened.store;
    keeping = new Subscription();
    keeping.add(() => opened.store.close());
    keeping.add(opened.store.changes$.subscribe(() => void show()));
    const { recorder } = await session.accounts();
    writing = keepRecord(recorder, opened.store).subscribe((result) => {
      store.patch({ trouble: result.kind === 'failed' ? result.trouble : null });
    });
    keeping.add(writing);
    localStorage.setItem(choiceKey, 'yes');
    store.patch({ keeping: true, trouble: null });
  }

  async function stopKeeping(): Promise<void> {
    localStorage.removeItem(choiceKey);
    const result = await kept?.deleteAll();
    keeping.unsubscribe();
    kept = null;
    store.patch({ keeping: false, trouble: result?.kind === 'failed' ? result.trouble : null });
  }

  function open(): Promise<void> {
    ready ??= begin().catch((cause: unknown) => {
      console.error(cause);
      ready = null;
      store.patch({ trouble: 'failed' });
    });
    return ready;
  }

  if (localStorage.getItem(choiceKey) === 'yes') void open();

  return {
    state$: store.state$,
    open,
    async keep(keep) {
      await open();
      if (keep === (kept !== null)) return;
      await (keep ? startKeeping() : stopKeeping());
      await show();
    },
    async save(recordIds, format) {
      const { toJsonLd } = await load();
      const chosen = store.state.records
        .map(({ record }) => record)
        .filter(({ header }) => recordIds.includes(header.recordId));
      const written = chosen.map((record) => (format === 'json' ? record : toJsonLd(record)));
      const text = JSON.stringify(written.length === 1 ? written[0] : written, null, 2);
      const name = written.length === 1 ? `consent-record-${recordIds[0]}` : 'consent-records';
      if (format === 'json') saveFile(`${name}.json`, 'application/json', text);
      else saveFile(`${name}.jsonld`, 'application/ld+json', text);
    },
    async delete(recordIds) {
      const { recorder } = await session.accounts();
      // What is being written would come back with the next event.
      if (recordIds.includes(recorder.recordId)) writing.unsubscribe();
      for (const recordId of recordIds) await kept?.delete(recordId);
      await show();
    },
    close() {
      life.unsubscribe();
      keeping.unsubscribe();
      store.end();
    },
  };
}
