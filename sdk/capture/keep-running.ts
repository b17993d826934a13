/** How a watch on an audio context reports. */
export interface KeepRunningHandlers {
  /** The context runs again after it stood still. */
  readonly onRestart: () => void;
  /** The context has stood still for `patienceMs` although everything was tried. */
  readonly onStuck: () => void;
}

const GESTURES = ['pointerdown', 'keydown', 'touchend'] as const;

/**
 * Keeps an audio context running: browsers start one suspended where the page
 * has seen no gesture, and phones interrupt it for a call. Asks at once, asks
 * again on every gesture of the participant, and calls `onStuck` once per
 * standstill when `patienceMs` passed in vain (it keeps trying nevertheless).
 *
 * Everything it registers is removed when `signal` aborts.
 */
export function keepRunning(
  context: AudioContext,
  signal: AbortSignal,
  handlers: KeepRunningHandlers,
  patienceMs: number = 10_000,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stoodStill = false;

  const ask = (): void => {
    if (context.state === 'running' || context.state === 'closed') return;
    context.resume().catch(() => {
      // Refused for want of a gesture: the next one asks again, and the timer tells.
    });
  };
  const look = (): void => {
    if (context.state === 'running') {
      clearTimeout(timer);
      timer = undefined;
      if (stoodStill) handlers.onRestart();
      stoodStill = false;
    } else if (context.state !== 'closed') {
      stoodStill = true;
      timer ??= setTimeout(handlers.onStuck, patienceMs);
      ask();
    }
  };

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  context.addEventListener('statechange', look, { signal });
  for (const gesture of GESTURES) globalThis.addEventListener(gesture, ask, { signal, capture: true });
  look();
}
