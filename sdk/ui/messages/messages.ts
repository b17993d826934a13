/**
 * The shape of a message catalogue: every word that the elements show.
 * A language that misses a key does not compile.
 *
 * @module
 */

import type { ConsentState } from '../../consent/consent-state.ts';
import type { Recipient, Retention } from '../../consent/notice.ts';
import type { StorageTrouble } from '../../consent/record/storage-trouble.ts';
import type { AssentErrorCode } from '../../errors.ts';
import type { SummaryLimit } from '../../meeting/meeting-summary.ts';
import type { DeploymentContext } from '../../policy/deployment.ts';
import type { RefusalRule } from '../../policy/policy-rules.ts';
import type {
  AbstentionReason,
  ActiveComputation,
  BehaviourName,
  EvidenceFeature,
  GroupSignalName,
  Modality,
  Purpose,
  ShareWord,
  SignalLevel,
  Tier,
  Unit,
  WithheldReason,
} from '../../vocabulary.ts';

/** A scope as a key: `voice.self-view.behaviour`. */
export type ScopeKey = `${Modality}.${Purpose}.${Tier}`;

/** A heading and the plain words under it. */
export interface Explained {
  readonly name: string;
  readonly meaning: string;
}

/** The words of the consent prompt. */
export interface PromptMessages {
  readonly title: string;
  readonly lead: string;
  readonly promise: string;
  readonly agree: string;
  readonly refuse: string;
  readonly defer: string;
  readonly nothingTicked: string;
  readonly affectBadge: string;
  readonly affectLaw: string;
  readonly more: string;
  readonly facts: Readonly<
    Record<'what' | 'why' | 'who' | 'howLong' | 'howSure' | 'howToStop' | 'ifNo', Explained>
  >;
  readonly details: Readonly<
    Record<
      | 'rights'
      | 'rightsText'
      | 'controller'
      | 'recipients'
      | 'retention'
      | 'models'
      | 'noModels'
      | 'rules'
      | 'assessment'
      | 'retentionPolicy'
      | 'version',
      string
    >
  >;
  /** What the deployment declares to be for. */
  readonly context: Readonly<Record<DeploymentContext, string>>;
  readonly recipient: Readonly<Record<Recipient, string>>;
  readonly location: Readonly<Record<Retention['location'], string>>;
  readonly untilMeetingEnds: string;
  /** Placeholder: `{minutes}`. */
  readonly forMinutes: string;
  readonly unanimous: string;
}

/** One language's words. Placeholders stand in braces and are filled by {@link fill}. */
export interface Messages {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly modality: Readonly<Record<Modality, Explained>>;
  /** A short name, for chips and headings. */
  readonly modalityShort: Readonly<Record<Modality, string>>;
  readonly purpose: Readonly<Record<Purpose, string>>;
  readonly scope: Readonly<Record<ScopeKey, Explained>>;
  readonly consentState: Readonly<Record<ConsentState, string>>;
  readonly prompt: PromptMessages;
  readonly indicator: Readonly<
    Record<'label' | 'measuring' | 'stop' | 'stopAll' | 'nothing' | 'unknownReason', string>
  >;
  /** Placeholders: `{date}` in `call`, `keptUntil`; `{name}` in `responsible`; `{count}` in `steps`. */
  readonly panel: Readonly<Record<'label' | 'open' | 'close' | 'choices' | 'nothing', string>>;
  /** Why policy does not let a tier run; `null` in English, as the refusal itself says it in English. */
  readonly refusal: Readonly<Record<RefusalRule, string>> | null;
  readonly records: Readonly<
    Record<
      | 'title'
      | 'lead'
      | 'empty'
      | 'keep'
      | 'keepMeaning'
      | 'call'
      | 'responsible'
      | 'open'
      | 'keptUntil'
      | 'notKept'
      | 'genuine'
      | 'notGenuine'
      | 'steps'
      | 'when'
      | 'what'
      | 'step'
      | 'exportJson'
      | 'exportLinked'
      | 'exportAll'
      | 'delete'
      | 'deleteAll'
      | 'sure'
      | 'deleteNow'
      | 'keepIt',
      string
    >
  >;
  readonly storageTrouble: Readonly<Record<StorageTrouble, string>>;
  readonly activity: Readonly<Record<ActiveComputation['state'], string>>;
  readonly selfView: Readonly<
    Record<
      | 'title'
      | 'private'
      | 'empty'
      | 'contour'
      | 'contourSummary'
      | 'contourEmpty'
      | 'noUncertainty'
      | 'range'
      | 'over'
      | 'moment'
      | 'why'
      | 'whyEmpty'
      | 'wrong'
      | 'wrongSent'
      | 'redress'
      | 'saveEstimates'
      | 'noLongerFits'
      | 'notMeasured'
      | 'qualityGood'
      | 'qualityFair'
      | 'qualityPoor'
      | 'pitchAxis'
      | 'loudnessAxis'
      | 'pauseAxis',
      string
    >
  >;
  readonly affect: Readonly<
    Record<
      | 'title'
      | 'caution'
      | 'positive'
      | 'negative'
      | 'lively'
      | 'calm'
      | 'seemsPositive'
      | 'seemsNegative'
      | 'seemsNeither'
      | 'seemsLively'
      | 'seemsCalm'
      | 'seemsLevel'
      | 'seemsUsual'
      | 'noValence'
      | 'noArousal'
      | 'regionKey'
      | 'noRegion'
      | 'towardsPositive'
      | 'towardsNegative'
      | 'towardsLively'
      | 'towardsCalm'
      | 'models',
      string
    >
  >;
  readonly behaviour: Readonly<Record<BehaviourName, Explained>>;
  /** `name` is the symbol beside a figure, `meaning` the words a screen reader says. */
  readonly unit: Readonly<Record<Unit, Explained>>;
  readonly abstention: Readonly<Record<AbstentionReason, string>>;
  readonly evidence: Readonly<Record<EvidenceFeature, string>>;
  readonly error: Readonly<Record<AssentErrorCode, string>>;
  readonly withheld: Readonly<Record<WithheldReason, string>>;
  readonly group: Readonly<
    Record<
      | 'title'
      | 'same'
      | 'waiting'
      | 'contributors'
      | 'contributorsOrMore'
      | 'over'
      | 'overMinutes'
      | 'inWords'
      | 'bin'
      | 'share'
      | 'about'
      | 'under'
      | 'between'
      | 'above'
      | 'joined'
      | 'hidden'
      | 'hiddenKey'
      | 'notMeasurable'
      | 'withheldTitle',
      string
    >
  >;
  readonly groupSignal: Readonly<Record<GroupSignalName, Explained>>;
  /** Words for five bins, lowest first. */
  readonly groupBins: Readonly<Record<GroupSignalName, readonly [string, string, string, string, string]>>;
  /** Words for three levels: low, middle, high. */
  readonly groupLevels: Readonly<Record<GroupSignalName, Readonly<Record<SignalLevel, string>>>>;
  readonly summary: Readonly<
    Record<
      | 'title'
      | 'lead'
      | 'empty'
      | 'windows'
      | 'windowLength'
      | 'withheldTitle'
      | 'floor'
      | 'noSignal'
      | 'between'
      | 'notSaid'
      | 'uncertainty'
      | 'rounded'
      | 'inWords'
      | 'gap'
      | 'course'
      | 'courseMeaning'
      | 'time'
      | 'errors'
      | 'errorsMeaning'
      | 'noErrors'
      | 'group'
      | 'saveJson'
      | 'saveCsv'
      | 'saveHtml'
      | 'print'
      | 'limits',
      string
    >
  >;
  /** How much was said over others, at least. Placeholder of `atLeast`: `{share}`. */
  readonly overlap: Readonly<Record<'name' | 'meaning' | 'row' | 'atLeast', string>>;
  readonly shareWord: Readonly<Record<ShareWord, string>>;
  readonly limit: Readonly<Record<SummaryLimit, string>>;
}
