import type { types } from 'mediasoup-client';
import type { RosterEntry } from '../server/server-messages.ts';
import type { SignalChannel } from './create-signal-channel.ts';
import type { ReceivedStreams } from './received-streams.ts';

/** Receives from the SFU whatever the roster says that others send. */
export interface SfuReceiver {
  reconcile(others: readonly RosterEntry[]): void;
}

/** What the receiver works with. */
export interface SfuReceiverOptions {
  readonly channel: SignalChannel;
  readonly streams: ReceivedStreams;
  readonly report: (cause: unknown) => void;
}

/** One consumer for each producer of the others, opened and closed as the roster changes. */
export function receiveFromSfu(
  transport: types.Transport,
  { channel, streams, report }: SfuReceiverOptions,
): SfuReceiver {
  /** By producer; `null` while the consumer is being opened. */
  const consumers = new Map<string, types.Consumer | null>();
  let wanted: ReadonlyMap<string, string> = new Map();

  async function open(producerId: string, participantId: string): Promise<void> {
    consumers.set(producerId, null);
    try {
      const offer = await channel.request<'consume'>({ type: 'consume', producerId });
      const consumer = await transport.consume({
        ...(offer as types.ConsumerOptions),
        // Browsers keep the tracks of one stream in step: one person's lips and voice belong together.
        streamId: participantId,
      });
      consumers.set(producerId, consumer);
      consumer.observer.once('close', () => streams.remove(participantId, consumer.track));
      streams.add(participantId, consumer.track);
      await channel.request<'resume-consumer'>({ type: 'resume-consumer', consumerId: consumer.id });
    } catch (error) {
      close(producerId);
      // Nobody misses what its owner withdrew in the meantime.
      if (wanted.has(producerId) && !transport.closed) report(error);
      return;
    }
    if (!wanted.has(producerId)) close(producerId);
  }

  function close(producerId: string): void {
    consumers.get(producerId)?.close();
    consumers.delete(producerId);
  }

  return {
    reconcile(others) {
      if (transport.closed) return;
      wanted = new Map(
        others.flatMap(({ id, producers }) =>
          [producers.audio, producers.video].flatMap((producer) =>
            producer ? [[producer, id] as const] : [],
          ),
        ),
      );
      // One that is just being opened closes itself when it finds that it is not wanted.
      for (const [id, consumer] of consumers) if (consumer !== null && !wanted.has(id)) close(id);
      for (const [id, participant] of wanted) if (!consumers.has(id)) void open(id, participant);
    },
  };
}
