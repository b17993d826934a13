import type { AssentSession, Scope, Signal } from 'assent';
import type { AssentIndicator } from 'assent/ui';
import type { ConsentBenchPage, Round } from './round.ts';
import type { WatchedEnds } from './watch-ends.ts';

/** How long after a click the page listens for values that should not come. */
const settleMs = 300;
/** Measured for this long before it is stopped, so that buffers are full and frames are in flight. */
const measureMs = 250;
const scopes: readonly Scope[] = [
  { modality: 'face', purpose: 'self-view', tier: 'behaviour' },
  { modality: 'face', purpose: 'self-view', tier: 'affect' },
  { modality: 'voice', purpose: 'self-view', tier: 'behaviour' },
];

/** Measures round after round for as long as somebody clicks on "agree" and, while it measures, on the indicator's "stop all". */
export function runRounds(session: AssentSession, ends: WatchedEnds): ConsentBenchPage {
  const rounds: Round[] = [];
  let state: ConsentBenchPage['state'] = 'waiting-for-agree';
  let [agreedAt, stoppedAt, firstAt, lastAt, values] = [0, 0, 0, 0, 0];
  const heard = new Set<string>();

  session.mine$.subscribe((signal) => {
    lastAt = performance.now();
    values += 1;
    if (firstAt === 0 && isMeasured(signal)) firstAt = lastAt;
    heard.add(signal.kind === 'affect' ? 'affect' : signal.modality);
    if (state !== 'starting' || heard.size < scopes.length || firstAt === 0) return;
    state = 'settling';
    setTimeout(() => {
      state = 'measuring';
    }, measureMs);
  });

  const indicator = document.querySelector('assent-indicator') as AssentIndicator;
  session.active$.subscribe((active) => {
    indicator.active = active;
  });
  document.querySelector('#agree')?.addEventListener('click', ({ timeStamp }) => {
    heard.clear();
    [agreedAt, firstAt, state] = [timeStamp, 0, 'starting'];
    session.consent.decide(scopes);
  });
  // Of the pointer's own event: what the click waited for in the page's queue is part of the wait.
  indicator.addEventListener(
    'click',
    ({ timeStamp }) => {
      stoppedAt = timeStamp;
    },
    { capture: true },
  );
  indicator.addEventListener('assent-withdraw', () => {
    session.consent.withdraw();
    const atEnd = values;
    setTimeout(() => {
      rounds.push({
        grantToFirstValue: firstAt - agreedAt,
        revokeToLastValue: Math.max(0, lastAt - stoppedAt),
        revokeToTerminated: ends.alive === 0 ? ends.lastEndAt - stoppedAt : Number.POSITIVE_INFINITY,
        stragglers: values - atEnd,
      });
      state = 'waiting-for-agree';
    }, settleMs);
    state = 'settling';
  });
  return {
    rounds,
    get state() {
      return state;
    },
  };
}

function isMeasured(signal: Signal): boolean {
  return signal.kind === 'measurement' && signal.reading.kind === 'measured';
}
