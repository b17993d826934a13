import { BehaviorSubject, type Observable } from 'rxjs';
import { freezeDeep } from '../../integrity/freeze-deep.ts';
import { createSigningKey, type SigningKey } from '../../integrity/signing-key.ts';
import { createSystemClock } from '../clock.ts';
import type { ConsentEvent } from '../consent-event.ts';
import type { ConsentLedger } from '../consent-ledger.ts';
import type { Notice } from '../notice.ts';
import {
  type ConsentRecord,
  type RecordedEvent,
  type RecordHeader,
  recordFormat,
  recordProfile,
} from './consent-record.ts';
import { headerHash, signEvent, signSeal } from './record-chain.ts';
import { controllerParty, ledgerParty, recordSections, subjectParty } from './record-sections.ts';

/** What {@link createConsentRecorder} is told. */
export interface ConsentRecorderOptions {
  readonly ledger: ConsentLedger;
  /** Notices that were in force before the recorder was created; none, where it is created with the ledger. */
  readonly earlierNotices?: readonly Notice[];
  /** A key for this meeting alone; one is made unless told. */
  readonly key?: SigningKey;
  /** A UUID; one is made unless told. */
  readonly recordId?: string;
  /** Milliseconds since the Unix epoch; this device's own clock, which never runs backwards, unless told. */
  readonly now?: () => number;
}

/** Writes down what a ledger does, each event chained to the one before and signed. */
export interface ConsentRecorder {
  readonly recordId: string;
  /** How many events have been signed: replayed; completes once the ledger has ended and all are signed, errors if signing fails. */
  readonly signed$: Observable<number>;
  /**
   * The record with all events up to this moment, sealed and frozen.
   *
   * @param challenge - what a verifier wants signed, to know that the record is no old copy.
   */
  record(challenge?: string): Promise<ConsentRecord>;
  /** Stops writing; what was recorded stays. */
  close(): void;
}

/**
 * Creates the recorder of one ledger. The caller owns it; it closes itself
 * when the ledger ends. Nothing leaves the device, and nothing is stored.
 *
 * @throws TypeError (as a rejection) naming `earlierNotices` where the ledger has events under a notice that is not known.
 * @throws {@link AssentError} `unsupported` (as a rejection) where WebCrypto is missing.
 */
export async function createConsentRecorder(options: ConsentRecorderOptions): Promise<ConsentRecorder> {
  const { ledger, recordId = crypto.randomUUID(), now = createSystemClock().now } = options;
  const key = options.key ?? (await createSigningKey());
  const header: RecordHeader = Object.freeze({
    schemaVersion: recordFormat,
    conformsTo: recordProfile,
    recordId,
    meetingId: ledger.meetingId,
    subjectId: ledger.subjectId,
    createdAt: isoTime(now()),
    publicKey: key.publicKey,
  });
  const begin = await headerHash(header);
  const notices = new Map((options.earlierNotices ?? []).map((notice) => [notice.sha256, notice]));
  const events: RecordedEvent[] = [];
  const signed$ = new BehaviorSubject(0);
  let taken = 0;
  let signing: Promise<void> = Promise.resolve();

  const sign = async (event: ConsentEvent): Promise<void> => {
    const previousHash = events.at(-1)?.hash ?? begin;
    events.push(await signEvent({ ...bodyOf(event, recordId, [...notices.values()]), previousHash }, key));
    signed$.next(events.length);
  };
  const take = (): void => {
    notices.set(ledger.notice.sha256, ledger.notice);
    for (const event of ledger.records.slice(taken)) {
      taken += 1;
      signing = signing.then(() => sign(event));
    }
    // Heard here as well, or a failure would be told only to those who ask for the record.
    signing.catch((cause: unknown) => signed$.error(cause));
  };
  const finish = (): void => void signing.then(() => signed$.complete()).catch(() => {});

  notices.set(ledger.notice.sha256, ledger.notice);
  const unknown = ledger.records.find(({ noticeSha256 }) => !notices.has(noticeSha256));
  if (unknown !== undefined) {
    throw new TypeError(`earlierNotices: event ${unknown.sequence} is under a notice that is not among them`);
  }
  const running = ledger.states$.subscribe({ next: take, complete: finish });

  return Object.freeze<ConsentRecorder>({
    recordId,
    signed$: signed$.asObservable(),
    async record(challenge) {
      await signing;
      const told = [...notices.values()];
      const written = [...events];
      const headHash = written.at(-1)?.hash ?? begin;
      const seal = await signSeal(
        recordId,
        { events: written.length, headHash, sealedAt: isoTime(now()), challenge: challenge ?? null },
        key,
      );
      const sections = recordSections(header, told);
      return freezeDeep<ConsentRecord>({ header, notices: told, ...sections, events: written, seal });
    },
    close() {
      running.unsubscribe();
      finish();
    },
  });
}

function bodyOf(
  event: ConsentEvent,
  recordId: string,
  notices: readonly Notice[],
): Omit<RecordedEvent, 'previousHash' | 'hash' | 'signature'> {
  const notice = notices.find(({ sha256 }) => sha256 === event.noticeSha256);
  const entityId = {
    participant: subjectParty,
    ledger: ledgerParty,
    controller: notice === undefined ? 'controller' : controllerParty(notice, notices),
  }[event.entity];
  return {
    sequence: event.sequence,
    recordId,
    eventTime: isoTime(event.atSeconds * 1000),
    validUntil: event.validUntilSeconds === null ? null : isoTime(event.validUntilSeconds * 1000),
    entityId,
    eventType: 'explicitly-expressed',
    previousState: event.previous,
    eventState: event.state,
    scope: event.scope,
    noticeSha256: event.noticeSha256,
  };
}

function isoTime(epochMilliseconds: number): string {
  return new Date(Math.round(epochMilliseconds)).toISOString();
}
