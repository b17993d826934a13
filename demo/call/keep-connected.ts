import type { types } from 'mediasoup-client';
import type { SignalChannel } from './create-signal-channel.ts';

/** A short break of the network mends itself; after this long it gets help. */
const patienceMs = 3_000;

/**
 * Restarts ICE on a transport whose connection failed, or stays away.
 *
 * @returns how to stop
 */
export function keepConnected(
  transport: types.Transport,
  channel: SignalChannel,
  report: (cause: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function restart(): Promise<void> {
    if (transport.closed) return;
    try {
      const iceParameters = await channel.request<'restart-ice'>({
        type: 'restart-ice',
        transportId: transport.id,
      });
      if (!transport.closed) await transport.restartIce({ iceParameters });
    } catch (error) {
      report(error);
    }
  }

  transport.on('connectionstatechange', (state) => {
    clearTimeout(timer);
    if (state === 'failed') void restart();
    if (state === 'disconnected') timer = setTimeout(() => void restart(), patienceMs);
  });
  return () => clearTimeout(timer);
}
