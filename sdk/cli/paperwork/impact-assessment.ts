import type { PaperworkFacts } from './facts.ts';
import { controllerLines, dutyTable, heading, processTable, refusalTable, table, toFillIn } from './words.ts';

const risks: readonly (readonly [risk: string, measure: string])[] = [
  [
    'Somebody is measured who did not agree',
    'No model is fetched and no frame read before a grant of the participant’s own ledger; `assent audit` checks it in a browser.',
  ],
  [
    'Somebody agrees under pressure',
    'Refusing is one action of equal weight, is not asked again and is invisible to host and participants.',
  ],
  [
    'A person is watched by host or employer',
    'No individual value leaves the device; a group of fewer than five yields nothing.',
  ],
  [
    'A person is singled out from group figures',
    'Coarse bands, fixed cohorts, withheld windows; participants see exactly what the host sees.',
  ],
  [
    'A wrong estimate is taken for a fact',
    'Uncertainty is shown, unsure estimates abstain, and “this is wrong” suppresses a signal at once.',
  ],
  [
    'Groups of people are measured less well',
    'Model cards state errors per group as far as they are known; see `model-cards.md`.',
  ],
  [
    'Data are used for something else later',
    'A changed purpose, recipient, retention or model makes the consent invalid and asks anew.',
  ],
  [
    'Third parties learn of a call',
    'All code and models come from the app’s own origin; `assent audit` checks requests and policy.',
  ],
  ['Identification by voice or face', 'No template or embedding is made, kept or compared.'],
];

/** Starter of an assessment under Art. 35 GDPR. */
export function impactAssessment(facts: PaperworkFacts): string {
  const { deployment, notice } = facts;
  const earlier = deployment.impactAssessment;
  const basis = deployment.safetyOrMedicalBasis;
  return `${heading('Data protection impact assessment: starter', facts)}
After Regulation (EU) 2016/679 (GDPR), Art. 35(7). ${earlier === undefined ? 'No finished assessment is declared yet.' : `The declaration names a finished assessment of ${earlier.date}: ${earlier.uri}.`}

## 1. Who and where

${controllerLines(facts)}
- Data protection officer: ${toFillIn('name and contact of the data protection officer, or why there is none')}
- Context: ${deployment.context}
- Jurisdictions: ${deployment.jurisdictions.join(', ')}
- Mode of consent: ${deployment.mode === 'unanimous' ? 'unanimous (nothing runs for anyone until everyone present has opted in)' : 'individual (each person’s consent governs that person’s own signals)'}
${basis === undefined ? '' : `- ${basis.kind === 'medical' ? 'Medical' : 'Safety'} basis as declared: ${basis.justification}\n`}
## 2. What is processed (Art. 35(7)(a))

${processTable(facts)}

Legal basis: explicit consent, separately for each row and kind (GDPR Art. 6(1)(a) and, as far as the data are of a special category, Art. 9(2)(a)). Consent lapses with the meeting at the latest.

## 3. What is refused

${refusalTable(facts)}

## 4. Duties under the rules

${dutyTable(facts)}

## 5. Necessity and proportionality (Art. 35(7)(b))

- Aim: ${toFillIn('what the measuring is to achieve in this context, and for whom')}
- Less intrusive means: ${toFillIn('why they do not reach it')}
- People concerned: ${toFillIn('who takes part, whether they can refuse freely, whether any are minors')}
- Their views: ${toFillIn('what participants or their representatives said (Art. 35(9)); a works council where there is one')}

## 6. Risks and measures (Art. 35(7)(c), (d))

${table(
  ['Risk', 'What the software does about it', 'What remains'],
  risks.map(([risk, measure]) => [risk, measure, toFillIn('likelihood and severity that remain')]),
)}

## 7. Rights

Withdrawal is one action in the call (\`${notice.withdrawal}\`). The record of consent lies on the participant’s own device and is exported and deleted there. Complaints go to ${deployment.controller.contact}, and to ${toFillIn('the supervisory authority')}.

## 8. Decision

- ${toFillIn('whether the remaining risk is acceptable, whether the authority is consulted beforehand (Art. 36), who decided, and when it is reviewed')}
`;
}
