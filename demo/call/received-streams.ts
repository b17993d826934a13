import { BehaviorSubject, type Observable } from 'rxjs';

/** The received tracks, as one stream for each participant. */
export interface ReceivedStreams {
  /** Replayed. */
  readonly streams$: Observable<ReadonlyMap<string, MediaStream>>;
  add(participantId: string, track: MediaStreamTrack): void;
  remove(participantId: string, track: MediaStreamTrack): void;
  removeAll(participantId: string): void;
  close(): void;
}

/** Keeps one `MediaStream` for each participant of whom anything is received. */
export function createReceivedStreams(): ReceivedStreams {
  const streams = new BehaviorSubject<ReadonlyMap<string, MediaStream>>(new Map());

  function removeAll(participantId: string): void {
    if (!streams.value.has(participantId)) return;
    const rest = new Map(streams.value);
    rest.delete(participantId);
    streams.next(rest);
  }

  return {
    streams$: streams,
    add(participantId, track) {
      const stream = streams.value.get(participantId) ?? new MediaStream();
      stream.addTrack(track);
      streams.next(new Map(streams.value).set(participantId, stream));
    },
    remove(participantId, track) {
      const stream = streams.value.get(participantId);
      if (!stream?.getTracks().includes(track)) return;
      stream.removeTrack(track);
      if (stream.getTracks().length === 0) removeAll(participantId);
      else streams.next(new Map(streams.value));
    },
    removeAll,
    close() {
      streams.next(new Map());
      streams.complete();
    },
  };
}
