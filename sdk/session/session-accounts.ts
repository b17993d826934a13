import type { AuditExport } from '../accountability/audit-log.ts';
import type { ConsentRecorder } from '../consent/record/create-consent-recorder.ts';

/** What lets a participant, and whoever they show it to, check what happened in a session. All of it is in memory. */
export interface SessionAccounts {
  /**
   * Writes the participant's consent record (ISO/IEC TS 27560) from the session's beginning on: theirs to
   * read, to keep with `keepRecord()` of `assent/records`, or to let go.
   */
  readonly recorder: ConsentRecorder;
  /**
   * The session's consent and configuration events so far, chained, with a signed checkpoint at the end;
   * never a measurement. `verifyAuditLog()` and `npx assent verify-log` check it.
   */
  auditLog(): Promise<AuditExport>;
}
