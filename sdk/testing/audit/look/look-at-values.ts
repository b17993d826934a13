/** What the elements of `assent/ui` were given to show, at one moment. */
export interface ShownValues {
  readonly atMs: number;
  /** Capture time of the newest own signal. */
  readonly newestSeconds: number;
  readonly numbers: readonly number[];
  /** Affect estimates that show a value without its uncertainty. */
  readonly bareEstimates: number;
  readonly estimates: number;
  /** Each view that shows the group: how many contributed at least, and whether shares are finer than tenths. */
  readonly released: readonly { readonly atLeast: number; readonly fine: boolean }[];
  readonly withheld: number;
}

/** Reads the properties of all `assent-self-view` and `assent-group-view` elements; runs in the page. */
export function lookAtValues(elements: readonly Element[]): ShownValues {
  interface Reading {
    readonly kind: string;
    readonly value?: number;
    readonly standardDeviation?: number | null;
  }
  interface Signal {
    readonly kind: string;
    readonly atSeconds: number;
    readonly reading?: Reading;
    readonly valence?: Reading;
    readonly arousal?: Reading;
  }
  interface View {
    readonly kind: string;
    readonly contributors?: { readonly atLeast: number };
    readonly histograms?: readonly { readonly bins?: readonly (number | null)[] }[];
  }
  const signals = elements.flatMap((element) => {
    const { signals: own = [] } = element as { signals?: Iterable<Signal> | ReadonlyMap<string, Signal> };
    return own instanceof Map ? [...own.values()] : [...(own as Iterable<Signal>)];
  });
  const views = elements.flatMap((element) => {
    const { view } = element as { view?: View | null };
    return view ? [view] : [];
  });
  const readings = signals.flatMap(({ reading, valence, arousal }) =>
    [reading, valence, arousal].filter((one) => one !== undefined),
  );
  const estimates = signals
    .filter(({ kind }) => kind === 'affect')
    .flatMap(({ valence, arousal }) => [valence, arousal])
    .filter((reading) => reading?.kind === 'measured');
  // In tenths, or in quarters of a group below fifty.
  const isFine = (share: number | null): boolean =>
    share !== null && [10, 4].every((steps) => Math.abs(share * steps - Math.round(share * steps)) > 1e-6);
  return {
    atMs: performance.timeOrigin + performance.now(),
    newestSeconds: Math.max(0, ...signals.map(({ atSeconds }) => atSeconds)),
    numbers: readings.flatMap(({ value, standardDeviation }) =>
      [value, standardDeviation].filter((number) => typeof number === 'number'),
    ),
    bareEstimates: estimates.filter((reading) => typeof reading?.standardDeviation !== 'number').length,
    estimates: estimates.length,
    released: views
      .filter(({ kind }) => kind === 'released' || kind === 'digest')
      .map(({ contributors, histograms = [] }) => ({
        atLeast: contributors?.atLeast ?? 0,
        fine: histograms.some(({ bins = [] }) => bins.some(isFine)),
      })),
    withheld: views.filter(({ kind }) => kind === 'withheld').length,
  };
}
