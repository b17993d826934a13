import type { AggregationStore } from '../aggregation-store.ts';
import type { MeetingCluster } from '../cluster/meeting-cluster.ts';

/** Options of `openRedis`. */
export interface RedisOptions {
  /** `redis://[user:password@]host:port/db`, or `rediss://` for TLS. One primary, not a Redis Cluster. */
  readonly url: string;
  /** Put before every key and channel; default `assent:`. */
  readonly prefix?: string;
  /** A command that takes longer has failed, and with it its window; default 2 s. */
  readonly commandTimeoutSeconds?: number;
  /** A node that is silent for so long is taken for dead, and its meetings move; default 3 s. */
  readonly leaseSeconds?: number;
  /** How long a Redis that was found empty is given to be told again what it forgot; default 3 s. */
  readonly settleSeconds?: number;
  /** Told of connections that break; default: nothing. */
  readonly onProblem?: (problem: unknown) => void;
}

/** One node's share of a service that several run together; pass both parts to `createAggregator`. */
export interface RedisNode {
  readonly store: AggregationStore;
  readonly cluster: MeetingCluster;
}
