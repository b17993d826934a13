import { type ConsentState, consentTransitions, isValidConsent } from '../consent-state.ts';
import { scopeKey } from '../scope-query.ts';
import type { ConsentRecord, RecordedEvent } from './consent-record.ts';
import type { RecordVerification } from './record-verification.ts';

type Fault = Exclude<RecordVerification, { kind: 'valid' }>;

/** Checks that events are steps which a ledger takes, in time that never runs backwards. */
export function checkRecordEvents({ events, notices, parties }: ConsentRecord): Fault | null {
  const states = new Map<string, ConsentState>();
  const scopesByNotice = new Map(
    notices.map(({ sha256, scopes }) => [sha256, new Set(scopes.map(scopeKey))] as const),
  );
  const partyIds = new Set(parties.map(({ partyId }) => partyId));
  let latest = '';
  for (const [index, event] of events.entries()) {
    const key = scopeKey(event.scope);
    const reason =
      stepFault(event, states.get(key) ?? 'unasked') ??
      (event.eventTime < latest ? 'its time is before that of the event before' : null) ??
      noticeFault(event, scopesByNotice.get(event.noticeSha256)) ??
      (partyIds.has(event.entityId) ? null : `${event.entityId} is no party of this record`);
    if (reason !== null) return { kind: 'inconsistent', at: `events.${index}`, reason };
    states.set(key, event.eventState);
    latest = event.eventTime;
  }
  return null;
}

/** What was asked for or agreed to must have been told; what ends may outlive a notice that told of it. */
function noticeFault(
  { scope, eventState }: RecordedEvent,
  told: ReadonlySet<string> | undefined,
): string | null {
  if (told === undefined) return 'its notice is not in this record';
  const needsTelling = eventState === 'requested' || isValidConsent(eventState);
  return needsTelling && !told.has(scopeKey(scope)) ? 'its notice does not tell of its scope' : null;
}

function stepFault(event: RecordedEvent, before: ConsentState): string | null {
  const { previousState, eventState, eventTime, validUntil } = event;
  if (previousState !== before) return `it starts from ${previousState}, and the scope was ${before}`;
  if (!consentTransitions[before].includes(eventState)) return `${before} never becomes ${eventState}`;
  if (isValidConsent(eventState) !== (validUntil !== null)) {
    return 'its validity does not fit its state';
  }
  if (validUntil !== null && validUntil < eventTime) return 'it was never valid';
  return null;
}
