export { createUnanimityTally, type UnanimityTally } from '../meeting/create-unanimity-tally.ts';
export type { AttestedIdentity, VerifyIdentity } from '../meeting/secure/signing-identity.ts';
export { smallestGroup } from '../meeting/smallest-group.ts';
export type { CohortBlock } from './admit-cohort.ts';
export type { AggregationStore, PutResult, WindowKey } from './aggregation-store.ts';
export type { AggregatorObserver } from './aggregator-observer.ts';
export type {
  AggregatorLimits,
  AggregatorOptions,
  SecureAggregationOptions,
  VerifiedToken,
} from './aggregator-options.ts';
export type { CallRoster } from './call/call-roster.ts';
export {
  createJwtVerifier,
  type JwtVerifierOptions,
  type TokenVerifier,
} from './call/create-jwt-verifier.ts';
export {
  createLiveKitRoster,
  type LiveKitRoomService,
  type LiveKitRosterOptions,
} from './call/create-livekit-roster.ts';
export { createLiveKitVerifier, type LiveKitVerifierOptions } from './call/create-livekit-verifier.ts';
export {
  createMediasoupRoster,
  type MediasoupProducer,
  type MediasoupRoster,
  type MediasoupRouter,
  type MediasoupTransport,
} from './call/create-mediasoup-roster.ts';
export type { VerificationKey } from './call/open-verified-claims.ts';
export { TokenRefusal, type TokenRefusalReason } from './call/token-refusal.ts';
export type { ClusterListener, MeetingCluster, MeetingHome } from './cluster/meeting-cluster.ts';
export type { Aggregator, AggregatorStatus } from './create-aggregator.ts';
export { createAggregator } from './create-aggregator.ts';
export { type AggregatorMetrics, createAggregatorMetrics } from './create-aggregator-metrics.ts';
export type { MemoryStore } from './create-memory-store.ts';
export { createMemoryStore } from './create-memory-store.ts';
export { openPostgresSummaries } from './kept/open-postgres-summaries.ts';
export { openSqliteSummaries } from './kept/open-sqlite-summaries.ts';
export type { SummaryStore, SummaryStoreOptions } from './kept/summary-store.ts';
export { expectedStandardError, type PrivacyOptions } from './privacy/privacy-plan.ts';
export { openRedis } from './redis/open-redis.ts';
export type { RedisNode, RedisOptions } from './redis/redis-node.ts';
export { serveHealth } from './serve-health.ts';
