import { startHonestApp } from '../start-honest-app.ts';

/** Puts what was measured away for next time. */
export async function keepsSignals(): Promise<void> {
  const { onSignal } = await startHonestApp();
  const kept: unknown[] = [];
  onSignal((signal) => {
    if (signal.kind !== 'measurement') return;
    kept.push({ signal: signal.name, reading: signal.reading });
    localStorage.setItem('history', JSON.stringify(kept.slice(-50)));
  });
}
