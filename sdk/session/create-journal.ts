import { type Observable, ReplaySubject } from 'rxjs';
import type { AuditEntry } from '../accountability/audit-log.ts';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import type { Notice } from '../consent/notice.ts';

/** One thing that happened, and when. */
export interface JournalLine {
  /** Since the Unix epoch. */
  readonly atMilliseconds: number;
  readonly entry: AuditEntry;
}

/** What an audit log will hold: written down at once, chained and signed when somebody asks for it. */
export interface Journal {
  /** Replayed from the first line on; completes when the session is closed. */
  readonly lines$: Observable<JournalLine>;
  /** Every notice that was in force, oldest first. */
  readonly notices: readonly Notice[];
  note(entry: AuditEntry): void;
  /** Writes the last line. */
  close(): void;
}

/** Opens the journal of a session: what its ledger does is written down by itself. */
export function createJournal(consent: ConsentLedger): Journal {
  const lines$ = new ReplaySubject<JournalLine>();
  const notices: Notice[] = [];
  let taken = 0;

  function write(entry: AuditEntry, atMilliseconds: number = Date.now()): void {
    lines$.next({ entry, atMilliseconds });
  }

  write({ kind: 'session', event: 'opened', meetingId: consent.meetingId });
  const following = consent.states$.subscribe(() => {
    const { notice, records } = consent;
    if (notices.at(-1) !== notice) {
      notices.push(notice);
      write({ kind: 'configuration', what: 'notice', sha256: notice.sha256 });
    }
    for (const { state, scope, noticeSha256, atSeconds } of records.slice(taken)) {
      write({ kind: 'consent', state, scope, noticeSha256 }, atSeconds * 1000);
    }
    taken = records.length;
  });
  return {
    lines$: lines$.asObservable(),
    notices,
    note: (entry) => write(entry),
    close() {
      following.unsubscribe();
      write({ kind: 'session', event: 'closed', meetingId: consent.meetingId });
      lines$.complete();
    },
  };
}
