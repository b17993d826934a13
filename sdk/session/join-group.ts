import { ignoreElements, merge, Observable, skip, switchMap } from 'rxjs';
import type { ConsentLedger } from '../consent/consent-ledger.ts';
import type { AssentError } from '../errors.ts';
import type { AggregationClient } from '../meeting/aggregation-client.ts';
import { createAggregationClient } from '../meeting/create-aggregation-client.ts';
import type { GroupView, Signal } from '../vocabulary.ts';
import { contributeToGroup } from './contribute-to-group.ts';
import type { AggregationOptions } from './session-options.ts';

/** Needs of {@link joinGroup}. */
export interface JoinGroupOptions {
  readonly service: AggregationOptions;
  readonly meetingId: string;
  readonly consent: ConsentLedger;
  /** The signals that were consented to for the group. */
  readonly signals$: Observable<Signal>;
  /** Emits at once and whenever something is called wrong. */
  readonly contested$: Observable<unknown>;
  readonly report: (problem: AssentError) => void;
}

/**
 * Connects to the group's service and contributes what is consented to; emits
 * what the group shows. Unsubscribing takes back what is held and disconnects.
 */
export function joinGroup(options: JoinGroupOptions): Observable<GroupView> {
  const { service, meetingId, consent, signals$, contested$, report } = options;
  return new Observable<GroupView>((subscriber) => {
    const client = connectTo(service, meetingId);
    subscriber.add(client.problems$.subscribe(report));
    // Begun anew by a contest: what was collected of a wrong signal is dropped, or taken back.
    const contributed$ = contested$.pipe(switchMap(() => contributeToGroup(consent, signals$, client)));
    // The first view only says that there is no connection yet, which the session said before.
    subscriber.add(
      merge(client.group$.pipe(skip(1)), contributed$.pipe(ignoreElements())).subscribe(subscriber),
    );
    subscriber.add(() => client.close());
  });
}

function connectTo(
  { url, connect, token, secure }: AggregationOptions,
  meetingId: string,
): AggregationClient {
  return createAggregationClient({
    connect: connect ?? (() => new WebSocket(url ?? '')),
    token,
    ...(secure === undefined ? {} : { secure: { ...secure, meetingId } }),
  });
}
