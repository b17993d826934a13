/**
 * Assent: consent-first voice and face signals for video calls.
 *
 * @packageDocumentation
 */

export type { MeetingAdapter, Tap } from './adapter.ts';
export { breakoutMeetingId, breakoutOptions } from './consent/breakout-options.ts';
export type { Clock } from './consent/clock.ts';
export type { ConsentEntity, ConsentEvent } from './consent/consent-event.ts';
export type { ConsentGrant } from './consent/consent-grant.ts';
export type { ConsentLedger, ConsentLedgerOptions, DecisionContext } from './consent/consent-ledger.ts';
export { type ConsentState, isValidConsent, type ScopeState } from './consent/consent-state.ts';
export { createConsentLedger } from './consent/create-consent-ledger.ts';
export { createNotice, type NoticeOptions, verifyNotice } from './consent/create-notice.ts';
export {
  createUnanimitySource,
  type UnanimityLink,
  type UnanimityOptions,
  type UnanimitySource,
} from './consent/create-unanimity-source.ts';
export type {
  Notice,
  NoticeController,
  NoticeModel,
  NoticeProcess,
  Recipient,
  Retention,
} from './consent/notice.ts';
export type { ScopeQuery } from './consent/scope-query.ts';
export { whileConsented } from './consent/while-consented.ts';
export { AssentError, type AssentErrorCode } from './errors.ts';
export { type MeasureFaceOptions, measureFace } from './face/client.ts';
export type { AffectHead } from './fusion/affect-head.ts';
export type {
  MeetingSummary,
  SignalSummary,
  SpeechOverlap,
  SummaryBand,
  SummaryLimit,
  SummaryUncertainty,
} from './meeting/meeting-summary.ts';
export { createSigningKeys } from './meeting/secure/create-signing-keys.ts';
export type {
  AttestedIdentity,
  SigningIdentity,
  VerifyIdentity,
} from './meeting/secure/signing-identity.ts';
export { type SummaryOptions, summarise } from './meeting/summarise.ts';
export type { SocketMessage, WebSocketLike } from './meeting/web-socket-like.ts';
export type { AssetUrls } from './models/asset-urls.ts';
export { declareDeployment } from './policy/declare-deployment.ts';
export type {
  Controller,
  Deployment,
  DeploymentContext,
  DeploymentOptions,
  ImpactAssessment,
  SafetyOrMedicalBasis,
} from './policy/deployment.ts';
export {
  evaluatePolicy,
  type PolicyAllowed,
  type PolicyDecision,
  type PolicyDecisions,
  type PolicyDuty,
  type PolicyParticipant,
  type PolicyRefusal,
} from './policy/evaluate-policy.ts';
export type { DriftFinding } from './session/drift-findings.ts';
export type { AffectModule } from './session/load-affect.ts';
export type { AssentSession } from './session/session.ts';
export type { SessionAccounts } from './session/session-accounts.ts';
export type {
  AggregationOptions,
  SecureGroupOptions,
  SessionBudget,
  SessionOptions,
} from './session/session-options.ts';
export { createSession } from './session.ts';
export type {
  Abstained,
  AbstentionReason,
  ActiveComputation,
  AffectEstimate,
  BandedShare,
  BehaviourName,
  Evidence,
  EvidenceFeature,
  FaceActions,
  FaceFrame,
  FeatureFrame,
  Functionals,
  GroupBand,
  GroupDigest,
  GroupHistogram,
  GroupLevels,
  GroupReleased,
  GroupSignalName,
  GroupView,
  GroupWithheld,
  HeadPose,
  Measured,
  Measurement,
  Modality,
  Purpose,
  Reading,
  Scope,
  Signal,
  SpectralFeatures,
  Stamped,
  Tier,
  Trace,
  Unit,
  VoiceFrame,
  VoiceQuality,
  WithheldReason,
} from './vocabulary.ts';
export { type MeasureVoiceOptions, measureVoice } from './voice/client.ts';
