import type { MeetingClock } from '../../meeting/meeting-clock.ts';

/** Waits for the answers of a round: until they are in, or its time is up. */
export interface RoundGate {
  /** Resolves once `isComplete()` holds or `untilMs` has come; only one may wait at a time. */
  wait(isComplete: () => boolean, untilMs: number): Promise<void>;
  /** Something has changed: looks again. */
  look(): void;
  /** Lets go of whoever waits, and of everyone who comes to wait. */
  open(): void;
}

/** Creates a gate at which nobody waits. */
export function createRoundGate(clock: MeetingClock): RoundGate {
  let isComplete: () => boolean = () => true;
  let letGo: (() => void) | null = null;
  let opened = false;

  function look(): void {
    if (opened || isComplete()) letGo?.();
  }

  return {
    async wait(complete, untilMs) {
      const leftMs = untilMs - clock.nowMs();
      if (opened || leftMs <= 0 || complete()) return;
      isComplete = complete;
      await new Promise<void>((resolve) => {
        const cancel = clock.schedule(leftMs, () => letGo?.());
        letGo = () => {
          letGo = null;
          cancel();
          resolve();
        };
      });
    },
    look,
    open() {
      opened = true;
      look();
    },
  };
}
