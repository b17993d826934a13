import type { AffectEstimate, Evidence, Reading } from '../vocabulary.ts';
import type { Messages } from './messages/messages.ts';

/**
 * How far from the speaker's middle a voice still sounds as usual: `npm run calibrate:arousal` finds listeners to call
 * it activated from there on.
 */
const USUAL_VOICE = 0.27;

/**
 * Which way a reading points: up or down where its 95 % stretch lies beyond what is `usual`, `level` where it lies
 * within, and `unsure` where it reaches over an edge.
 */
export function leaning(reading: Reading, usual = 0): 'up' | 'down' | 'level' | 'unsure' | 'none' {
  if (reading.kind === 'abstained') return 'none';
  if (reading.standardDeviation === null) return 'unsure';
  const distance = Math.abs(reading.value);
  const reach = 1.96 * reading.standardDeviation;
  if (distance + reach <= usual) return 'level';
  if (distance <= usual + reach) return 'unsure';
  return reading.value > 0 ? 'up' : 'down';
}

/** The estimate in sentences that claim no more than its uncertainty allows. */
export function affectSentences(estimate: AffectEstimate, words: Messages): readonly string[] {
  const { affect, abstention } = words;
  const reasons = (reading: Reading): string =>
    reading.kind === 'abstained' ? reading.reasons.map((reason) => abstention[reason]).join(' ') : '';
  const valence = {
    up: affect.seemsPositive,
    down: affect.seemsNegative,
    level: affect.seemsNeither,
    unsure: affect.seemsNeither,
    none: `${affect.noValence} ${reasons(estimate.valence)}`,
  }[leaning(estimate.valence)];
  const arousal = {
    up: affect.seemsLively,
    down: affect.seemsCalm,
    level: affect.seemsUsual,
    unsure: affect.seemsLevel,
    none: `${affect.noArousal} ${reasons(estimate.arousal)}`,
  }[leaning(estimate.arousal, estimate.modalities.includes('voice') ? USUAL_VOICE : 0)];
  return [valence.trim(), arousal.trim()];
}

/** One piece of evidence as “a smile: towards positive, about 60 %”. */
export function evidenceInWords(evidence: Evidence, words: Messages, locale: string): string {
  const { affect } = words;
  const towards =
    evidence.dimension === 'valence'
      ? evidence.contribution >= 0
        ? affect.towardsPositive
        : affect.towardsNegative
      : evidence.contribution >= 0
        ? affect.towardsLively
        : affect.towardsCalm;
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const part = share.format(Math.min(1, Math.abs(evidence.contribution)));
  return `${words.evidence[evidence.feature]}: ${towards} (${part})`;
}
