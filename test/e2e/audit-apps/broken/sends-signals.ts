import { startHonestApp } from '../start-honest-app.ts';

/** Sends what was measured to its server, under names that say nothing. */
export async function sendsSignals(): Promise<void> {
  const { onSignal, socket } = await startHonestApp();
  onSignal((signal) => {
    if (signal.kind !== 'measurement' || signal.reading.kind !== 'measured') return;
    socket.send(JSON.stringify({ type: 'alive', at: Date.now(), d: [signal.reading.value] }));
  });
}
