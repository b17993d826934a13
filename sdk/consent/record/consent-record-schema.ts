import * as v from 'valibot';
import type { ConsentRecord } from './consent-record.ts';
import { recordFormat, recordProfile } from './consent-record.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/));
const moment = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const signature = v.pipe(v.string(), v.regex(/^[\w-]{86}$/));

const modality = v.picklist(['voice', 'face']);
const purpose = v.picklist(['self-view', 'group-summary']);
const tier = v.picklist(['behaviour', 'affect']);
const scope = v.strictObject({ modality, purpose, tier });
const model = v.strictObject({ id: text, version: text, sha256: v.nullable(sha256), modality });
const location = v.picklist(['device-memory', 'service-memory']);
const atMost = v.union([v.literal('meeting'), v.pipe(v.number(), v.minValue(0))]);
const state = v.picklist([
  'requested',
  'deferred',
  'refused',
  'given',
  'renewed',
  'withdrawn',
  'expired',
  'terminated',
  'invalidated',
]);
const assessment = v.strictObject({ uri: text, date: text });

const notice = v.strictObject({
  id: text,
  version: text,
  sha256,
  language: text,
  context: text,
  jurisdictions: v.array(text),
  controller: v.strictObject({ name: text, contact: text, address: v.exactOptional(text) }),
  mode: v.picklist(['individual', 'unanimous']),
  scopes: v.array(scope),
  processes: v.array(
    v.strictObject({
      modality,
      purpose,
      tiers: v.array(tier),
      recipients: v.array(v.picklist(['participant-alone', 'host-and-participants-as-group'])),
      retention: v.strictObject({ location, atMost }),
      models: v.array(model),
    }),
  ),
  impactAssessment: v.nullable(assessment),
  retentionPolicy: v.nullable(v.strictObject({ uri: text })),
  withdrawal: v.literal('one-action-in-the-call'),
});

const event = v.strictObject({
  sequence: count,
  recordId: uuid,
  eventTime: moment,
  validUntil: v.nullable(moment),
  entityId: text,
  eventType: v.literal('explicitly-expressed'),
  previousState: v.union([v.literal('unasked'), state]),
  eventState: state,
  scope,
  noticeSha256: sha256,
  previousHash: sha256,
  hash: sha256,
  signature,
});

/** The form of a consent record; unknown fields are faults, as nothing unsigned may ride along. */
export const consentRecordSchema: v.GenericSchema<unknown, ConsentRecord> = v.strictObject({
  header: v.strictObject({
    schemaVersion: v.literal(recordFormat),
    conformsTo: v.literal(recordProfile),
    recordId: uuid,
    meetingId: text,
    subjectId: text,
    createdAt: moment,
    publicKey: v.strictObject({
      kty: v.literal('EC'),
      crv: v.literal('P-256'),
      x: coordinate,
      y: coordinate,
    }),
  }),
  notices: v.pipe(v.array(notice), v.minLength(1)),
  processes: v.array(
    v.strictObject({
      noticeSha256: sha256,
      purpose,
      modality,
      dataTypes: v.array(v.picklist(['voice-behaviour', 'voice-affect', 'face-behaviour', 'face-affect'])),
      legalBasis: v.literal('explicit-consent'),
      controllers: v.pipe(v.array(text), v.minLength(1)),
      recipients: v.pipe(v.array(text), v.minLength(1)),
      storageLocation: location,
      retention: atMost,
      jurisdictions: v.array(text),
      withdrawalMethod: v.literal('one-action-in-the-call'),
      models: v.array(model),
    }),
  ),
  parties: v.pipe(
    v.array(
      v.strictObject({
        partyId: text,
        role: v.picklist(['data-subject', 'data-controller', 'recipient', 'software-agent']),
        type: v.picklist(['person', 'organisation', 'group', 'software']),
        name: text,
        contact: v.nullable(text),
        address: v.nullable(text),
      }),
    ),
    v.minLength(2),
  ),
  rights: v.pipe(
    v.array(
      v.strictObject({
        right: v.picklist(['withdraw', 'access', 'erasure', 'portability', 'contest', 'complaint']),
        exercisedAt: v.picklist(['in-the-call', 'on-this-device', 'controller', 'supervisory-authority']),
      }),
    ),
    v.minLength(1),
  ),
  impactAssessments: v.array(assessment),
  events: v.array(event),
  seal: v.strictObject({
    events: count,
    headHash: sha256,
    sealedAt: moment,
    challenge: v.nullable(v.string()),
    signature,
  }),
});
