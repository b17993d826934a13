import { BehaviorSubject, Subject } from 'rxjs';
import { AssentError } from '../errors.ts';
import type { GroupView, WithheldReason } from '../vocabulary.ts';
import type { AggregationClient, AggregationClientOptions, WindowDue } from './aggregation-client.ts';
import { checkAggregationOptions } from './check-aggregation-options.ts';
import type { Contribution } from './create-contribution-window.ts';
import { createReconnectingSocket } from './create-reconnecting-socket.ts';
import { systemClock } from './meeting-clock.ts';
import {
  protocolVersion,
  type RefusalCode,
  readServerMessage,
  type ServerMessage,
  writeMessage,
} from './messages.ts';
import { bytesOf } from './secure/bytes-of.ts';
import { createSecureLink, type SecureContribution, type SecureLink } from './secure/create-secure-link.ts';
import { smallestGroup } from './smallest-group.ts';

/** Refusals that no new attempt can mend. */
const final: readonly RefusalCode[] = ['version-unsupported', 'replaced', 'removed'];

/**
 * Connects to the aggregation service, and reconnects with exponential backoff and jitter.
 *
 * Opens the same connection and sends the same bytes for everyone who contributes nothing, whether
 * they refused, deferred or were never asked: one `hello` and then silence.
 *
 * With `secure` contributions are blind: the service learns their sum (see `createSecureClient`), and no
 * contribution is ever sent as it is, whatever the service asks for. Without it the service sees each
 * contribution (a vector of one-hot bins) until the window is summed.
 *
 * @remarks That a participant contributes is visible to the service in both cases.
 * @throws TypeError naming the option that is missing or out of range
 */
export function createAggregationClient(options: AggregationClientOptions): AggregationClient {
  const { connect, token, clock = systemClock, random = Math.random } = options;
  const backoff = checkAggregationOptions(options);

  let windowSeconds = options.windowSeconds ?? 60;
  // Until the service tells its own.
  let k = smallestGroup;
  const group$ = new BehaviorSubject<GroupView>(withheld('not-connected'));
  const due$ = new Subject<WindowDue>();
  const problems$ = new Subject<AssentError>();

  let closed = false;
  let collecting: number | null = null;
  let contributedTo: number | null = null;
  let waiting: Contribution | null = null;
  /** The service may hold something of this participant, heard over this connection or one before. */
  let mayBeHeld = false;
  /** It is to forget that, and hasn't been seen to end a window since it was told. */
  let owesWithdrawal = false;
  /** The view that a new connection begins with says nothing of what was sent over it. */
  let isGreeted = false;
  const link = options.secure === undefined ? null : linkTo(options.secure);
  const line = createReconnectingSocket({
    connect,
    token,
    clock,
    random,
    backoff,
    greet: (credential) => writeMessage({ type: 'hello', v: protocolVersion, token: credential }),
    onMessage,
    onLost() {
      drop();
      // A service that says it stops has said more than that the connection is cut.
      const last = group$.value;
      if (last.kind !== 'withheld' || last.reason !== 'service-stopped')
        group$.next(withheld('not-connected'));
    },
    onProblem: (problem) => problems$.next(problem),
  });

  return {
    group$: group$.asObservable(),
    due$: due$.asObservable(),
    problems$: problems$.asObservable(),
    contribute(contribution) {
      if (closed || !line.isThere) {
        contribution.consume();
        return;
      }
      waiting?.consume();
      waiting = contribution;
      if (link === null) send();
      else link.join();
    },
    withdraw() {
      waiting?.consume();
      waiting = null;
      if (link?.leave()) mayBeHeld = true;
      if (!mayBeHeld) return;
      mayBeHeld = false;
      owesWithdrawal = true;
      sendWithdrawal();
    },
    close() {
      if (closed) return;
      closed = true;
      line.end(1000, 'left');
      drop();
      group$.complete();
      due$.complete();
      problems$.complete();
    },
  };

  function linkTo(secure: SecureContribution): SecureLink {
    return createSecureLink({
      secure,
      send(message) {
        mayBeHeld = true;
        owesWithdrawal = false;
        line.send(message);
      },
      takeInput(window) {
        // A contribution is of the window that has just ended, and of no other.
        const counts = window === collecting ? (waiting?.consume() ?? null) : null;
        if (counts !== null) waiting = null;
        return counts;
      },
      report: (problem) => {
        if (!closed) problems$.next(problem);
      },
    });
  }

  function withheld(reason: WithheldReason): GroupView {
    return { kind: 'withheld', atSeconds: clock.nowMs() / 1000, windowSeconds, k, reason };
  }

  function drop(): void {
    collecting = null;
    isGreeted = false;
    link?.disconnect();
    waiting?.consume();
    waiting = null;
  }

  function send(): void {
    if (link !== null || collecting === null || waiting === null) return;
    const counts = waiting.consume();
    waiting = null;
    if (counts === null) return;
    const window = collecting;
    collecting = null;
    contributedTo = window;
    mayBeHeld = true;
    owesWithdrawal = false;
    line.send(writeMessage({ type: 'contribute', v: protocolVersion, window, counts }));
  }

  function sendWithdrawal(): void {
    if (line.isOpen) line.send(writeMessage({ type: 'withdraw', v: protocolVersion }));
  }

  function onMessage(data: unknown): void {
    const bytes = bytesOf(data);
    if (link !== null && bytes !== null) {
      link.receive(bytes);
      return;
    }
    try {
      receive(readServerMessage(data));
    } catch (error) {
      if (!(error instanceof AssentError)) throw error;
      problems$.next(error);
      line.restart(1002, 'protocol');
    }
  }

  function receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        line.settled();
        windowSeconds = message.windowSeconds;
        k = message.k;
        // The connection that it was said over, or the node, may have gone before it was heard.
        if (owesWithdrawal) sendWithdrawal();
        return;
      case 'collect':
        // Another node finishes the window; what it was given once it is not given again.
        if (message.window === contributedTo) return;
        collecting = message.window;
        due$.next({ window: message.window });
        send();
        return;
      case 'renew':
        void line.renew();
        return;
      case 'view':
        collecting = null;
        // A window has ended, so that there is nothing left to forget; blind keys are another matter.
        if (isGreeted) {
          owesWithdrawal = false;
          if (link === null) mayBeHeld = false;
        }
        isGreeted = true;
        group$.next(message.view);
        return;
      case 'refused':
        refused(message.code, message.field);
    }
  }

  function refused(code: RefusalCode, field: string | null): void {
    // On a slow machine a contribution may come late; it is lost, and nobody has to do anything about it.
    if (code === 'window-closed') return;
    const about = field === null || field === '' ? '' : ` (${field})`;
    const kind =
      code === 'token-invalid' || code === 'token-expired' ? 'token-invalid' : 'aggregation-failed';
    problems$.next(new AssentError(kind, `The aggregation service refused: ${code}${about}.`));
    if (!final.includes(code)) return;
    line.end(1000, 'refused');
    drop();
    group$.next(withheld('not-connected'));
  }
}
