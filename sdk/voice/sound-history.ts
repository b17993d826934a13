/** The last stretch of a stream of samples, by their place in the stream. */
export interface SoundHistory {
  /** Takes the next samples. */
  push(samples: Float32Array): void;
  /** The samples that are kept; `samples[i]` is the stream's sample `first + i`. */
  readonly samples: Float32Array;
  /** Place of `samples[0]` in the stream. */
  readonly first: number;
  /** Place after the newest sample. */
  readonly end: number;
  /** Forgets everything; the next sample is the stream's first. */
  reset(): void;
}

/** Creates a history of at least `length` samples in one piece: shifting its buffer now and then is cheaper than wrapping every read. */
export function createSoundHistory(length: number): SoundHistory {
  const samples = new Float32Array(2 * length);
  let first = 0;
  let filled = 0;
  return {
    samples,
    get first() {
      return first;
    },
    get end() {
      return first + filled;
    },
    reset() {
      first = 0;
      filled = 0;
    },
    push(more) {
      if (filled + more.length > samples.length) {
        const dropped = filled - length;
        samples.copyWithin(0, dropped, filled);
        first += dropped;
        filled = length;
      }
      samples.set(more, filled);
      filled += more.length;
    },
  };
}
