/** The usual emitter of the platforms' libraries: `on`, and `off` of the same listener. */
interface Emitter<E extends string> {
  on(event: E, listener: () => void): unknown;
  off(event: E, listener: () => void): unknown;
}

/** Reports each of the events; returns how to stop. */
export function listenToEvents<E extends string>(
  emitter: Emitter<E>,
  events: readonly E[],
  changed: () => void,
): () => void {
  // A platform's payload must not become an argument of ours.
  const listener = () => changed();
  for (const event of events) emitter.on(event, listener);
  return () => {
    for (const event of events) emitter.off(event, listener);
  };
}
