import * as v from 'valibot';
import { canonicalText } from '../../integrity/canonical-text.ts';
import { sha256Hex } from '../../integrity/sha256-hex.ts';
import { verifySignature } from '../../integrity/verify-signature.ts';
import { verifyNotice } from '../create-notice.ts';
import { checkRecordEvents } from './check-record-events.ts';
import type { ConsentRecord } from './consent-record.ts';
import { consentRecordSchema } from './consent-record-schema.ts';
import { eventText, headerHash, sealText } from './record-chain.ts';
import { recordSections } from './record-sections.ts';
import type {
  RecordExpectations,
  RecordFault,
  RecordGap,
  RecordVerification,
} from './record-verification.ts';

/** A fault found, as {@link verifyRecord} returns it. */
export type Fault = Exclude<RecordVerification, { kind: 'valid' }>;

/**
 * Checks a consent record: its form (ISO/IEC TS 27560 by a strict schema), that
 * every notice, section, event and the seal are what was hashed and signed,
 * that nothing is missing, doubled or from elsewhere, and that the events are
 * steps a ledger takes. The first fault found is returned; nothing is thrown
 * for bad input.
 *
 * By itself a record proves only that it fits together: to know whose it is,
 * pass the key or the ids as `expected`; to know that it is no old copy, pass a
 * `challenge` that the participant's client was given.
 *
 * @throws {@link AssentError} `unsupported` (as a rejection) where WebCrypto is missing.
 */
export async function verifyRecord(
  record: unknown,
  expected: RecordExpectations = {},
): Promise<RecordVerification> {
  const parsed = v.safeParse(consentRecordSchema, record, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return fault('malformed', v.getDotPath(issue) ?? 'record', issue.message);
  }
  const { output } = parsed;
  return (
    checkIdentity(output, expected) ??
    (await checkSections(output)) ??
    (await checkChain(output)) ??
    (await checkSeal(output)) ??
    checkRecordEvents(output) ??
    checkFreshness(output, expected) ?? {
      kind: 'valid',
      events: output.events.length,
      open: !isEnded(output),
      gaps: gapsOf(output),
    }
  );
}

function fault(kind: RecordFault, at: string, reason: string): Fault {
  return { kind, at, reason };
}

function checkIdentity({ header, events }: ConsentRecord, expected: RecordExpectations): Fault | null {
  for (const name of ['recordId', 'meetingId', 'subjectId'] as const) {
    if (expected[name] !== undefined && expected[name] !== header[name]) {
      return fault('foreign', `header.${name}`, `it is ${header[name]}, and ${expected[name]} was expected`);
    }
  }
  const { publicKey } = expected;
  if (publicKey !== undefined && (publicKey.x !== header.publicKey.x || publicKey.y !== header.publicKey.y)) {
    return fault('foreign', 'header.publicKey', 'it is not the key that was expected');
  }
  const stranger = events.findIndex(({ recordId }) => recordId !== header.recordId);
  return stranger < 0
    ? null
    : fault('foreign', `events.${stranger}.recordId`, 'the event belongs to another record');
}

async function checkSections(record: ConsentRecord): Promise<Fault | null> {
  for (const [index, notice] of record.notices.entries()) {
    if (!(await verifyNotice(notice))) {
      return fault('tampered', `notices.${index}`, 'the notice is not the one that its hash names');
    }
  }
  const sections = recordSections(record.header, record.notices);
  for (const name of ['processes', 'parties', 'rights', 'impactAssessments'] as const) {
    if (canonicalText(record[name], name) !== canonicalText(sections[name], name)) {
      return fault('tampered', name, 'it does not follow from the header and the notices');
    }
  }
  return null;
}

async function checkChain({ header, events }: ConsentRecord): Promise<Fault | null> {
  let previousHash = await headerHash(header);
  const known = new Set<string>();
  for (const [index, event] of events.entries()) {
    const at = `events.${index}`;
    const text = eventText(event);
    if ((await sha256Hex(text)) !== event.hash) {
      return fault('tampered', `${at}.hash`, 'the event is not the one that its hash names');
    }
    if (!(await verifySignature(header.publicKey, text, event.signature))) {
      return fault('tampered', `${at}.signature`, 'it was not made with the key of this record');
    }
    if (known.has(event.hash) || event.sequence < index) {
      return fault('replayed', `${at}.sequence`, 'the event stands twice or out of order');
    }
    if (event.sequence > index) {
      const later = events.slice(index).some(({ sequence }) => sequence === index);
      return later
        ? fault('replayed', `${at}.sequence`, 'the event stands out of order')
        : fault('truncated', `${at}.sequence`, `event ${index} is missing`);
    }
    if (event.previousHash !== previousHash) {
      return fault('tampered', `${at}.previousHash`, 'it does not follow from what stands before it');
    }
    known.add(event.hash);
    previousHash = event.hash;
  }
  return null;
}

async function checkSeal({ header, events, seal }: ConsentRecord): Promise<Fault | null> {
  if (!(await verifySignature(header.publicKey, sealText(header.recordId, seal), seal.signature))) {
    return fault('tampered', 'seal.signature', 'it was not made with the key of this record');
  }
  if (seal.events > events.length) {
    return fault('truncated', 'events', `${seal.events} events were sealed, ${events.length} are here`);
  }
  if (seal.events < events.length || seal.headHash !== (events.at(-1)?.hash ?? (await headerHash(header)))) {
    return fault('tampered', 'seal', 'it does not close this list of events');
  }
  return null;
}

function checkFreshness(
  { events, seal }: ConsentRecord,
  { challenge, seen }: RecordExpectations,
): Fault | null {
  if (challenge !== undefined && seal.challenge !== challenge) {
    return fault('replayed', 'seal.challenge', 'the seal was not made for this occasion');
  }
  if (seen === undefined || seen.events === 0) return null;
  if (events.length < seen.events) {
    return fault('replayed', 'events', `${seen.events} events were seen before, ${events.length} are here`);
  }
  return events[seen.events - 1]?.hash === seen.headHash
    ? null
    : fault('tampered', `events.${seen.events - 1}`, 'it is another event than was seen before');
}

function isEnded({ events }: ConsentRecord): boolean {
  return events.at(-1)?.eventState === 'terminated';
}

function gapsOf({ parties, notices }: ConsentRecord): RecordGap[] {
  const controllers = parties.filter(({ role }) => role === 'data-controller');
  return [
    ...(controllers.some(({ address }) => address === null) ? ['controller-address' as const] : []),
    ...(notices.some(({ jurisdictions }) => jurisdictions.length === 0) ? ['jurisdictions' as const] : []),
  ];
}
