import type { GroupHistogram, GroupReleased, GroupView, WithheldReason } from '../vocabulary.ts';
import { binsPerSignal, type GroupSignalDefinition, groupSignals } from './group-signals.ts';
import type {
  MeetingSummary,
  ShareWord,
  SignalLevel,
  SignalSummary,
  SummaryBand,
  SummaryLimit,
  SummaryMoment,
  SummaryUncertainty,
} from './meeting-summary.ts';

/** From this many contributors on, shares say more than words do. */
const smallestForShares = 20;
const roundedTo = 0.1;
/** Reasons of moments in which no window has ended. */
const momentary: readonly string[] = ['collecting', 'not-connected'] satisfies WithheldReason[];

const levels: readonly { readonly level: SignalLevel; readonly fromBin: number; readonly toBin: number }[] = [
  { level: 'low', fromBin: 0, toBin: 1 },
  { level: 'middle', fromBin: 2, toBin: 2 },
  { level: 'high', fromBin: 3, toBin: binsPerSignal - 1 },
];

/** What {@link summarise} can't tell from the views. */
export interface SummaryOptions {
  /** Whether contributions were blind, so that the service saw sums alone; default `false`. */
  readonly isBlind?: boolean;
}

/**
 * Adds a meeting's group views up to plain data: windows shown and withheld with the reasons, and per
 * signal the mean share of contributors at a low, middle and high level.
 *
 * A window's bands need not fit the levels, so each level has a lower bound (bands wholly inside it) and
 * an upper one (bands that touch it, and the hidden rest if some of its bins are in no band); both are
 * averaged over the windows that showed something. Computed from published views alone: it can tell nothing that they did not.
 *
 * @param views - any order; repeats of the same window (a replayed view) count once; views that only say
 *   that nothing is there yet (`collecting`, `not-connected`) are told in `withheldBy`, but are no windows
 * @remarks The result must not be used to evaluate anyone; `limits` says so and is to be shown.
 */
export function summarise(views: readonly GroupView[], options: SummaryOptions = {}): MeetingSummary {
  const unique = withoutRepeats(views);
  const released = unique.filter((view) => view.kind === 'released');
  const withheldBy: Record<WithheldReason, number> = {
    'too-few-contributors': 0,
    'group-changed': 0,
    collecting: 0,
    'not-connected': 0,
    'service-stopped': 0,
    'sum-implausible': 0,
    'budget-spent': 0,
  };
  for (const view of unique) if (view.kind === 'withheld') withheldBy[view.reason] += 1;

  const contributors = bucketOf(released);
  const signals = groupSignals.map((definition) => summariseSignal(definition, released));
  const small = contributors === null || contributors.atLeast < smallestForShares;
  return {
    kind: 'meeting-summary',
    fromSeconds: unique[0]?.atSeconds ?? null,
    toSeconds: unique.at(-1)?.atSeconds ?? null,
    windowSeconds: unique.at(-1)?.windowSeconds ?? null,
    windows: {
      released: released.length,
      withheld: unique.filter(endsWindow).length - released.length,
      withheldBy,
    },
    k: unique.length === 0 ? null : Math.max(...unique.map((view) => view.k)),
    contributors,
    wording: small ? 'words' : 'shares',
    signals,
    course: small ? [] : unique.filter(endsWindow).map(momentOf),
    uncertainty: uncertaintyOf(signals, released.length),
    limits: limitsOf(signals, options.isBlind ?? false),
  };
}

function endsWindow(view: GroupView): boolean {
  return view.kind === 'released' || !momentary.includes(view.reason);
}

function momentOf(view: GroupView): SummaryMoment {
  const shown = view.kind === 'released' ? view.histograms.filter(({ bands }) => bands.length > 0) : [];
  const boundsAt = (histogram: GroupHistogram) =>
    levels.map(({ fromBin, toBin }) => {
      const { atLeast, atMost } = boundsOf(histogram, fromBin, toBin);
      return [toTenth(atLeast), toTenth(atMost)] as const;
    });
  return {
    atSeconds: view.atSeconds,
    signals: Object.fromEntries(shown.map((histogram) => [histogram.signal, boundsAt(histogram)])),
  };
}

function withoutRepeats(views: readonly GroupView[]): readonly GroupView[] {
  const seen = new Map<string, GroupView>();
  for (const view of views) {
    seen.set(`${view.atSeconds} ${view.kind === 'released' ? view.kind : view.reason}`, view);
  }
  return [...seen.values()].sort((a, b) => a.atSeconds - b.atSeconds);
}

function bucketOf(released: readonly GroupReleased[]): MeetingSummary['contributors'] {
  if (released.length === 0) return null;
  const upper = released.map((view) => view.contributors.atMost);
  return {
    atLeast: Math.min(...released.map((view) => view.contributors.atLeast)),
    atMost: upper.includes(null) ? null : Math.max(...upper.map((atMost) => atMost ?? 0)),
  };
}

function summariseSignal(
  definition: GroupSignalDefinition,
  released: readonly GroupReleased[],
): SignalSummary {
  const shown = released
    .flatMap((view) => view.histograms)
    .filter((histogram) => histogram.signal === definition.name && histogram.bands.length > 0);
  const { name: signal, tier, unit, edges } = definition;
  const bands = levels.map(({ level, fromBin, toBin }): SummaryBand => {
    const bounds = shown.map((histogram) => boundsOf(histogram, fromBin, toBin));
    const shareAtLeast = toTenth(mean(bounds.map((bound) => bound.atLeast)));
    const shareAtMost = toTenth(mean(bounds.map((bound) => bound.atMost)));
    return {
      level,
      from: edges[fromBin - 1] ?? null,
      to: edges[toBin] ?? null,
      shareAtLeast,
      shareAtMost,
      word: wordFor(shareAtLeast, shareAtMost),
    };
  });
  return { signal, tier, unit, windows: shown.length, bands: shown.length === 0 ? [] : bands };
}

function boundsOf(
  histogram: GroupHistogram,
  fromBin: number,
  toBin: number,
): { readonly atLeast: number; readonly atMost: number } {
  let atLeast = 0;
  let atMost = 0;
  let rest = 1 - (histogram.abstained ?? 0);
  let uncovered = toBin - fromBin + 1;
  for (const band of histogram.bands) {
    rest -= band.share;
    const shared = Math.min(band.toBin, toBin) - Math.max(band.fromBin, fromBin) + 1;
    if (shared <= 0) continue;
    uncovered -= shared;
    atMost += band.share;
    if (band.fromBin >= fromBin && band.toBin <= toBin) atLeast += band.share;
  }
  if (uncovered > 0) atMost += Math.max(0, rest);
  // Shares are rounded one by one, so their sum may miss 1 by a little.
  return { atLeast: Math.min(1, atLeast), atMost: Math.min(1, atMost) };
}

function wordFor(atLeast: number, atMost: number): ShareWord | null {
  if (atLeast > 0.5) return 'most';
  if (atMost <= 0.3) return 'few';
  return atLeast > 0 ? 'some' : null;
}

function uncertaintyOf(signals: readonly SignalSummary[], windows: number): SummaryUncertainty {
  const gaps = signals.flatMap((signal) => signal.bands.map((band) => band.shareAtMost - band.shareAtLeast));
  const widestGap = gaps.length === 0 ? null : toTenth(Math.max(...gaps));
  const sentence =
    widestGap === null
      ? 'Nothing could be shown, so there is nothing to be sure of.'
      : `Means of about ${windows} ${windows === 1 ? 'window' : 'windows'}; each share is rounded to a tenth, ` +
        `and up to ${Math.round(widestGap * 100)} % of the contributors may lie in a range that is hidden or was not measured.`;
  return { roundedTo, widestGap, sentence };
}

function limitsOf(signals: readonly SignalSummary[], isBlind: boolean): readonly SummaryLimit[] {
  const affect = signals.some((signal) => signal.tier === 'affect' && signal.windows > 0);
  return [
    'not-for-evaluation',
    ...(affect ? (['expression-not-feeling'] as const) : []),
    'contributors-only',
    'coarse-by-design',
    ...(isBlind ? [] : (['service-sees-contributions'] as const)),
  ];
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
