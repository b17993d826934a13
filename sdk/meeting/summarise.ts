import type {
  GroupDigest,
  GroupReleased,
  GroupSignalName,
  GroupView,
  WithheldReason,
} from '../vocabulary.ts';
import { type GroupSignalDefinition, groupSignals } from './group-signals.ts';
import type {
  MeetingSummary,
  SignalSummary,
  SummaryBand,
  SummaryLimit,
  SummaryMoment,
  SummaryUncertainty,
} from './meeting-summary.ts';
import { shareStep } from './share-step.ts';
import { boundsOf, boundsOfWord, type ShareBounds, signalLevels, wordFor } from './signal-levels.ts';
import { smallestSeries } from './smallest-group.ts';
import { speechOverlapIn } from './speech-overlap.ts';

/** Divides the steps of all windows, so that what was published as a quarter is not told as three tenths. */
const grid = 20;
/** Reasons of moments in which no window has ended. */
const momentary: readonly string[] = ['collecting', 'not-connected'] satisfies WithheldReason[];

/** A view that shows something. */
type ShownView = GroupReleased | GroupDigest;

/** What {@link summarise} can't tell from the views. */
export interface SummaryOptions {
  /** Whether contributions were blind, so that the service saw sums alone; default `false`. */
  readonly isBlind?: boolean;
}

/**
 * Adds a meeting's group views up to plain data: windows shown and withheld with the reasons, and per
 * signal the mean share of contributors at a low, middle and high level.
 *
 * A window's bands need not fit the levels, and a word is not a number, so each level has a lower and an upper
 * bound; both are averaged over the windows that showed something, each by the time it covers. Computed from published views alone: it can tell nothing that they did not.
 *
 * @param views - any order; repeats of the same window (a replayed view) count once; views that only say
 *   that nothing is there yet (`collecting`, `not-connected`) are told in `withheldBy`, but are no windows
 * @remarks The result must not be used to evaluate anyone; `limits` says so and is to be shown.
 */
export function summarise(views: readonly GroupView[], options: SummaryOptions = {}): MeetingSummary {
  const unique = withoutRepeats(views);
  const released = unique.filter((view) => view.kind !== 'withheld');
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
  const small = contributors === null || contributors.atLeast < smallestSeries;
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
    overlap: small ? null : speechOverlapIn(released.filter((view) => view.kind === 'released')),
    course: small ? [] : unique.filter(endsWindow).map(momentOf),
    uncertainty: uncertaintyOf(signals, released),
    limits: limitsOf(signals, options.isBlind ?? false),
  };
}

function endsWindow(view: GroupView): boolean {
  return view.kind !== 'withheld' || !momentary.includes(view.reason);
}

function momentOf(view: GroupView): SummaryMoment {
  const shown = groupSignals.flatMap(({ name }) => {
    const bounds = view.kind === 'withheld' ? null : boundsIn(view, name);
    return bounds === null
      ? []
      : [[name, bounds.map(({ atLeast, atMost }) => [onGrid(atLeast), onGrid(atMost)])]];
  });
  return { atSeconds: view.atSeconds, signals: Object.fromEntries(shown) };
}

function withoutRepeats(views: readonly GroupView[]): readonly GroupView[] {
  const seen = new Map<string, GroupView>();
  for (const view of views) {
    seen.set(`${view.atSeconds} ${view.kind === 'withheld' ? view.reason : view.kind}`, view);
  }
  return [...seen.values()].sort((a, b) => a.atSeconds - b.atSeconds);
}

function bucketOf(released: readonly ShownView[]): MeetingSummary['contributors'] {
  if (released.length === 0) return null;
  const upper = released.map((view) => view.contributors.atMost);
  return {
    atLeast: Math.min(...released.map((view) => view.contributors.atLeast)),
    atMost: upper.includes(null) ? null : Math.max(...upper.map((atMost) => atMost ?? 0)),
  };
}

function summariseSignal(definition: GroupSignalDefinition, released: readonly ShownView[]): SignalSummary {
  const { name: signal, tier, unit, edges } = definition;
  const shown = released.flatMap((view) => {
    const bounds = boundsIn(view, signal);
    return bounds === null ? [] : [{ bounds, weight: view.windowSeconds }];
  });
  const bands = signalLevels.map(({ level, fromBin, toBin }, index): SummaryBand => {
    const meanOf = (side: keyof ShareBounds): number =>
      onGrid(mean(shown.map(({ bounds, weight }) => [bounds[index]?.[side] ?? 0, weight] as const)));
    const shareAtLeast = meanOf('atLeast');
    const shareAtMost = meanOf('atMost');
    return {
      level,
      from: edges[fromBin - 1] ?? null,
      to: edges[toBin] ?? null,
      shareAtLeast,
      shareAtMost,
      word: wordFor({ atLeast: shareAtLeast, atMost: shareAtMost }),
    };
  });
  return { signal, tier, unit, windows: shown.length, bands: shown.length === 0 ? [] : bands };
}

function uncertaintyOf(
  signals: readonly SignalSummary[],
  released: readonly ShownView[],
): SummaryUncertainty {
  const windows = released.length;
  const roundedTo = Math.max(0.1, ...released.map(({ contributors }) => shareStep(contributors)));
  const gaps = signals.flatMap((signal) => signal.bands.map((band) => band.shareAtMost - band.shareAtLeast));
  const widestGap = gaps.length === 0 ? null : onGrid(Math.max(...gaps));
  const sentence =
    widestGap === null
      ? 'Nothing could be shown, so there is nothing to be sure of.'
      : `Means of about ${windows} ${windows === 1 ? 'window' : 'windows'}; each share of a window is rounded to ${Math.round(roundedTo * 100)} %, ` +
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

/** Per level; `null` where the view shows nothing of the signal. */
function boundsIn(view: ShownView, signal: GroupSignalName): readonly ShareBounds[] | null {
  if (view.kind === 'digest') {
    const words = view.levels.find((levels) => levels.signal === signal)?.words;
    return words === undefined ? null : signalLevels.map(({ level }) => boundsOfWord(words[level]));
  }
  const histogram = view.histograms.find((each) => each.signal === signal);
  if (histogram === undefined || histogram.bands.length === 0) return null;
  return signalLevels.map((level) => boundsOf(histogram, level));
}

function mean(values: readonly (readonly [value: number, weight: number])[]): number {
  const total = values.reduce((sum, [, weight]) => sum + weight, 0);
  return total === 0 ? 0 : values.reduce((sum, [value, weight]) => sum + value * weight, 0) / total;
}

function onGrid(value: number): number {
  return Math.round(value * grid) / grid;
}
