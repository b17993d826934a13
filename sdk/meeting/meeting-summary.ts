import type { GroupSignalName, ShareWord, SignalLevel, Tier, Unit, WithheldReason } from '../vocabulary.ts';

/** What a summary must not be taken for; each has a sentence in {@link summaryLimitSentences}. */
export type SummaryLimit =
  | 'not-for-evaluation'
  | 'expression-not-feeling'
  | 'contributors-only'
  | 'coarse-by-design'
  | 'service-sees-contributions';

/** The limits in English; `assent/ui` has them in its own catalogue. */
export const summaryLimitSentences: Readonly<Record<SummaryLimit, string>> = Object.freeze({
  'not-for-evaluation':
    'This summary must not be used to evaluate, rank, reward or discipline anyone: it describes a group, not a person.',
  'expression-not-feeling':
    'It tells what was audible or visible as measured; what people felt or meant may be something else.',
  'contributors-only':
    'It covers only those who chose to contribute; nobody is told who they are, and they may differ from the rest.',
  'coarse-by-design':
    'Shares are rounded, neighbouring ranges are joined and some are hidden, so that it points at nobody.',
  'service-sees-contributions':
    'The service that adds up the group sees single contributions until each window is summed.',
});

/** One level of one signal, as the mean over the windows that were shown. */
export interface SummaryBand {
  readonly level: SignalLevel;
  /** The level's range in the signal's unit; `null` is open-ended. */
  readonly from: number | null;
  readonly to: number | null;
  /** Share of the contributors that were in it: at least, to a twentieth. */
  readonly shareAtLeast: number;
  /** And at most; the gap to `shareAtLeast` is what was hidden or not measured. */
  readonly shareAtMost: number;
  /** `null` where what was shown does not say. */
  readonly word: ShareWord | null;
}

/** One signal over the whole meeting. */
export interface SignalSummary {
  readonly signal: GroupSignalName;
  readonly tier: Tier;
  readonly unit: Unit;
  /** Windows of the released ones in which something of this signal could be shown. */
  readonly windows: number;
  /** Low, middle, high; empty if no window could show anything. */
  readonly bands: readonly SummaryBand[];
}

/** How much of the contributors' talking was over other talking, as far as their speaking shares prove it. */
export interface SpeechOverlap {
  /** Windows of which speaking shares were shown. */
  readonly windows: number;
  /** Share of the talking in them that was while somebody else talked: at least, down to a twentieth; 0 proves nothing. */
  readonly shareAtLeast: number;
}

/** One window of a group that was large enough for a time series. */
export interface SummaryMoment {
  /** End of the window, in seconds since the Unix epoch. */
  readonly atSeconds: number;
  /** Per signal that could be shown its levels, low to high: at least and at most. */
  readonly signals: Readonly<
    Partial<Record<GroupSignalName, readonly (readonly [atLeast: number, atMost: number])[]>>
  >;
}

/** How far the figures may be off. */
export interface SummaryUncertainty {
  /** Each share of a window was rounded to a multiple of this; where that differed, of the coarsest. */
  readonly roundedTo: number;
  /** The widest gap between a band's "at least" and "at most"; `null` without any band. */
  readonly widestGap: number | null;
  /** The same in an English sentence. */
  readonly sentence: string;
}

/** What a meeting's group views add up to; the same for the host and for every participant. */
export interface MeetingSummary {
  readonly kind: 'meeting-summary';
  /** End of the first and of the last window, in seconds since the Unix epoch; `null` without windows. */
  readonly fromSeconds: number | null;
  readonly toSeconds: number | null;
  readonly windowSeconds: number | null;
  readonly windows: {
    readonly released: number;
    /** Windows that the service ended without showing anything. */
    readonly withheld: number;
    /** Views by reason; `collecting` and `not-connected` are moments without a window, not in `withheld`. */
    readonly withheldBy: Readonly<Record<WithheldReason, number>>;
  };
  /** The smallest group that could be shown, the largest such figure of the meeting; `null` without windows. */
  readonly k: number | null;
  /** From the smallest to the largest bucket of contributors; `null` if nothing was released. */
  readonly contributors: { readonly atLeast: number; readonly atMost: number | null } | null;
  /** `words` where any released window may have had fewer than 20 contributors: show the words, not the shares. */
  readonly wording: 'words' | 'shares';
  readonly signals: readonly SignalSummary[];
  /** `null` where no speaking shares were shown, and where `wording` is `words`. */
  readonly overlap: SpeechOverlap | null;
  /** Window by window, those withheld without signals; empty unless `wording` is `shares`. */
  readonly course: readonly SummaryMoment[];
  readonly uncertainty: SummaryUncertainty;
  /** To be shown with the summary, always. */
  readonly limits: readonly SummaryLimit[];
}
