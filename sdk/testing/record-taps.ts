import type { Observable } from 'rxjs';
import type { Tap } from '../adapter.ts';

/** What one subscriber of `taps$` was told. */
export interface TapRecord {
  readonly sets: readonly (readonly Tap[])[];
  readonly ended: 'completed' | 'errored' | null;
  latest(): readonly Tap[];
  /** Resolves as soon as the newest set is as wanted. @throws Error with what it is instead */
  until(wanted: string, is: (taps: readonly Tap[]) => boolean): Promise<readonly Tap[]>;
  /** Resolves as soon as the observable completes. */
  untilCompleted(): Promise<void>;
  stop(): void;
}

const patienceMs = 3_000;
const lookMs = 20;

/** Subscribes and keeps every set. */
export function recordTaps(taps$: Observable<readonly Tap[]>): TapRecord {
  const sets: (readonly Tap[])[] = [];
  let ended: TapRecord['ended'] = null;
  const subscription = taps$.subscribe({
    next: (taps) => sets.push(taps),
    complete: () => {
      ended = 'completed';
    },
    error: () => {
      ended = 'errored';
    },
  });
  const latest = () => sets.at(-1) ?? [];

  async function patiently(is: () => boolean, complaint: () => string): Promise<void> {
    const until = performance.now() + patienceMs;
    while (!is()) {
      if (performance.now() > until) throw new Error(complaint());
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }

  return {
    sets,
    get ended() {
      return ended;
    },
    latest,
    async until(wanted, is) {
      await patiently(
        () => sets.length > 0 && is(latest()),
        () =>
          `expected ${wanted}, but the newest set is ${describeSet(latest())} (${sets.length} sets in all)`,
      );
      return latest();
    },
    untilCompleted: () =>
      patiently(
        () => ended !== null,
        () => 'expected taps$ to complete',
      ),
    stop: () => subscription.unsubscribe(),
  };
}

function describeSet(taps: readonly Tap[]): string {
  return `[${taps.map(({ modality, muted, id }) => `${modality}${muted ? ' muted' : ''} ${id}`).join(', ')}]`;
}
