import * as v from 'valibot';
import type { AuditEntry, AuditExport } from './audit-log.ts';

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const moment = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
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

/** Every entry, and nothing beside it: a member that could carry a measurement is a fault. */
export const auditEntrySchema: v.GenericSchema<unknown, AuditEntry> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('consent'),
    state,
    scope: v.strictObject({
      modality: v.picklist(['voice', 'face']),
      purpose: v.picklist(['self-view', 'group-summary']),
      tier: v.picklist(['behaviour', 'affect']),
    }),
    noticeSha256: sha256,
  }),
  v.strictObject({ kind: v.literal('session'), event: v.picklist(['opened', 'closed']), meetingId: text }),
  v.strictObject({
    kind: v.literal('configuration'),
    sha256,
    what: v.picklist(['deployment', 'notice', 'policy']),
  }),
  v.strictObject({
    kind: v.literal('model'),
    event: v.picklist(['loaded', 'refused', 'revoked']),
    modelId: text,
    sha256: v.nullable(sha256),
  }),
  v.strictObject({ kind: v.literal('contest'), count }),
  v.strictObject({
    kind: v.literal('drift'),
    feature: text,
    verdict: v.picklist(['fits', 'watch', 'no-longer-fits']),
  }),
]);

/** The form of a log that is handed over. */
export const auditExportSchema: v.GenericSchema<unknown, AuditExport> = v.strictObject({
  lines: v.array(
    v.strictObject({
      sequence: count,
      time: moment,
      entry: auditEntrySchema,
      previousHash: sha256,
      hash: sha256,
    }),
  ),
  checkpoints: v.array(
    v.strictObject({
      lines: count,
      headHash: sha256,
      time: moment,
      publicKey: v.strictObject({
        kty: v.literal('EC'),
        crv: v.literal('P-256'),
        x: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
        y: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
      }),
      signature: v.pipe(v.string(), v.regex(/^[\w-]{86}$/)),
    }),
  ),
});
