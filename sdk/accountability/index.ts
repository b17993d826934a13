/**
 * `assent/accountability`: what lets others check. A tamper-evident log of
 * consent and configuration, contests that are counted without content, a
 * signed list of revoked models, a watch on whether a model's reference still
 * fits, and a participant's own estimates as EmotionML.
 *
 * @module
 */

export { createSigningKey, type PublicKeyJwk, type SigningKey } from '../integrity/signing-key.ts';
export type { DriftReference } from '../models/model-card.ts';
export type { AuditCheckpoint, AuditEntry, AuditExport, AuditLine } from './audit-log.ts';
export { type AuditLog, type AuditLogOptions, createAuditLog } from './create-audit-log.ts';
export {
  type Contestable,
  type ContestBook,
  type ContestReceipt,
  createContestBook,
} from './create-contest-book.ts';
export {
  createDriftMonitor,
  type DriftMonitor,
  type DriftMonitorOptions,
  type DriftReport,
} from './create-drift-monitor.ts';
export { populationStability } from './population-stability.ts';
export {
  type RevocationFault,
  type RevocationList,
  type RevocationReading,
  type RevokedModel,
  readRevocationList,
  type SignedRevocationList,
  signRevocationList,
} from './revocation-list.ts';
export { toEmotionMl } from './to-emotion-ml.ts';
export { type AuditVerification, verifyAuditLog } from './verify-audit-log.ts';
export {
  mayRun,
  type RevocationOptions,
  type RevocationState,
  revocationOf,
  watchRevocations,
} from './watch-revocations.ts';
