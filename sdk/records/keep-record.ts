import { concatMap, distinctUntilChanged, filter, from, type Observable } from 'rxjs';
import type { ConsentRecorder } from '../consent/record/create-consent-recorder.ts';
import type { RecordStore, SaveResult } from './record-store.ts';

/**
 * Keeps a recorder's record in a store while it grows, so that a page which is
 * reloaded or dies in mid-meeting loses nothing that was signed. Cold:
 * subscribing begins, unsubscribing stops; completes with the recorder.
 *
 * Emits what became of each save; a failed one is tried again with the next event.
 */
export function keepRecord(recorder: ConsentRecorder, store: RecordStore): Observable<SaveResult> {
  return recorder.signed$.pipe(
    filter((count) => count > 0),
    distinctUntilChanged(),
    concatMap(() => from(recorder.record().then((record) => store.save(record)))),
  );
}
