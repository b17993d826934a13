import { AssentError } from '../errors.ts';
import type { AggregatorObserver } from './aggregator-observer.ts';
import type { AggregatorStatus } from './create-aggregator.ts';

/** Metrics of one aggregator. */
export interface AggregatorMetrics {
  /** Pass it to `createAggregator` as `observer`. */
  readonly observer: AggregatorObserver;
  /** The metrics in Prometheus' text format, with the aggregator's present numbers. */
  text(status: AggregatorStatus): Promise<string>;
  /** For the header of that name. */
  readonly contentType: string;
}

/**
 * Counts what an aggregator does, for Prometheus. No metric and no label is of a participant or a meeting.
 *
 * @remarks Needs the package `prom-client`; it also tells the process's memory, processor time and event loop lag.
 * @throws AssentError `unsupported` without the package
 */
export async function createAggregatorMetrics(): Promise<AggregatorMetrics> {
  const prometheus = await import('prom-client').catch((cause: unknown) => {
    throw new AssentError('unsupported', 'The package prom-client is not installed.', { cause });
  });
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = prometheus.default;
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const windows = new Counter({
    name: 'assent_windows_total',
    help: 'Windows that ended, by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'assent_window_seconds',
    help: 'From the end of collecting until a window is told',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const contributions = new Counter({
    name: 'assent_contributions_total',
    help: 'Contributions, or messages of the blind protocol, that were taken',
    registers,
  });
  const refusals = new Counter({
    name: 'assent_refusals_total',
    help: 'Refusals that clients were told, by code',
    labelNames: ['code'],
    registers,
  });
  const problems = new Counter({
    name: 'assent_problems_total',
    help: 'Failures of the store, of the issuer of tokens, or of another node',
    registers,
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  const connections = gauge('assent_connections', 'Connections that are served here');
  const relayed = gauge('assent_relayed_connections', 'Connections whose meetings are at home elsewhere');
  const meetings = gauge('assent_meetings', 'Meetings that are at home here');
  const ready = gauge('assent_ready', '1 if new participants can be taken');

  return {
    contentType: registry.contentType,
    observer: {
      windowEnded(outcome, after) {
        windows.inc({ outcome });
        seconds.observe(after);
      },
      contributionTaken: () => contributions.inc(),
      refused: (code) => refusals.inc({ code }),
      problem: () => problems.inc(),
    },
    text(status) {
      connections.set(status.connections);
      relayed.set(status.relayed);
      meetings.set(status.meetings);
      ready.set(status.isReady ? 1 : 0);
      return registry.metrics();
    },
  };
}
