import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import type { CaseFile } from './case-file.ts';

const states =
  'happy|happiness|joy(?:ful)?|sad|sadness|angry|anger|afraid|fear(?:ful)?|disgust(?:ed)?|surprised?|contempt|stressed|bored|engaged|attentive|distracted|confident|nervous|anxious|depressed|honest|lying';

/** Sentences that claim to know what somebody feels, is or means; English, German, French and Spanish. */
const claims: readonly RegExp[] = [
  new RegExp(
    `\\b(?:you|he|she|they|user|participant|speaker)\\s+(?:is|are|feels?|seems?|looks?|sounds?)\\s+(?:${states})\\b`,
    'i',
  ),
  new RegExp(`\\b(?:${states})\\b\\W{0,4}\\d+(?:[.,]\\d+)?\\s*%`, 'i'),
  /\b(?:detected emotion|emotion(?:al state)? detected|your emotions?:|emotions?:\s*\w|mood:\s*\w|(?:engagement|attention|stress|honesty|attentiveness|happiness) (?:score|level)\b)/i,
  /\b(?:erkannte emotion|emotion erkannt|stimmung:\s*\w|aufmerksamkeits(?:wert|grad)|stresslevel)/i,
  /\b(?:émotion détectée|humeur\s*:\s*\w|niveau de stress|score d’attention)/i,
  /\b(?:emoción detectada|estado de ánimo:\s*\w|nivel de estrés|nivel de atención)/i,
];

/** Promise 8: an estimate carries its uncertainty, and no sentence claims to know a person. */
export function judgeHonesty({ agreed }: CaseFile): AuditCheck {
  const title = 'estimates are shown with their uncertainty, and no words claim to know what a person feels';
  if (agreed === null || agreed.startedAtMs === null) {
    return notTested(8, 'honest-estimates', title, 'nothing was measured, so nothing was estimated');
  }
  const bare = Math.max(0, ...agreed.values.map(({ bareEstimates }) => bareEstimates));
  return checkOf(8, 'honest-estimates', title, [
    ...claims.flatMap((claim) => {
      const [words] = claim.exec(agreed.text) ?? [];
      return words === undefined ? [] : [`the page says '${words}'`];
    }),
    ...(bare > 0 ? ['the own view shows an estimate of affect without its uncertainty'] : []),
  ]);
}
