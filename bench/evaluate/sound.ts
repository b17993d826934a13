/** A whole recording, mixed down to one channel. */
export interface Sound {
  readonly samples: Float32Array;
  readonly rateHz: number;
}

/** Mixes channels of equal length down to their mean. */
export function mixDown(channels: readonly Float32Array[], rateHz: number): Sound {
  const [first, ...others] = channels;
  if (first === undefined) throw new Error('it has no channel');
  if (others.length === 0) return { samples: first, rateHz };
  const samples = Float32Array.from(
    first,
    (sample, i) => others.reduce((sum, other) => sum + (other[i] ?? 0), sample) / channels.length,
  );
  return { samples, rateHz };
}
