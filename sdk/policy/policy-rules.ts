import { freezeDeep } from '../integrity/freeze-deep.ts';
import type { Purpose, Tier } from '../vocabulary.ts';
import type { DeploymentContext } from './deployment.ts';
import type { Region } from './jurisdiction.ts';

/** Something in a declaration that can lift a rule, where the rule says so. */
export type PolicyOverride = 'impact-assessment' | 'medical-basis' | 'safety-basis' | 'retention-policy';

/** Everything by which a tier may be refused: the rows of the table that refuse, and a purpose that was not declared. */
export type RefusalRule =
  | 'eu-workplace'
  | 'eu-education'
  | 'eu-participant-at-work'
  | 'eu-customer-service-agent'
  | 'minor'
  | 'unknown-context'
  | 'unknown-jurisdiction'
  | 'health-without-medical-basis'
  | 'safety-without-safety-basis'
  | 'workplace-by-default'
  | 'participant-at-work-by-default'
  | 'self-only'
  | 'bipa-retention-policy'
  | 'purpose-not-declared';

/**
 * One row of the table. It applies where every condition that it names is met;
 * a condition that is left out is always met. Rows only ever refuse or add a
 * duty, so more rows, more jurisdictions and more facts never loosen anything.
 */
export type PolicyRule = RefusingRule | DutyRule;

/** A row that keeps a tier from running. */
export interface RefusingRule extends RuleConditions {
  readonly effect: 'refuse';
  /** Stable: records and messages refer to it. */
  readonly id: RefusalRule;
}

/** A row that lets a tier run and says what the deployer must see to. */
export interface DutyRule extends RuleConditions {
  readonly effect: 'duty';
  /** Stable: records and messages refer to it. */
  readonly id: string;
}

/** When a row applies, what it follows, and its words. */
export interface RuleConditions {
  /** `unlisted` is any context that the declaration does not know. */
  readonly contexts?: readonly (DeploymentContext | 'unlisted')[];
  /** Met when the deployment or the participant is in one of these. */
  readonly regions?: readonly Region[];
  readonly tiers?: readonly Tier[];
  readonly purposes?: readonly Purpose[];
  /** A fact about the participant; `not-ruled-out` is met unless the platform said `atWork: false`. */
  readonly participant?: 'minor' | 'at-work' | 'at-work-not-ruled-out';
  /** What in the declaration lifts the row. */
  readonly unless?: PolicyOverride;
  /** Article or section; "Assent" where the rule is ours and stricter than the law. */
  readonly source: string;
  /** For people: what is not done, or must be done, and why. */
  readonly reason: string;
}

/** Version of {@link policyRules}; notices and records name it. */
export const policyRulesVersion: string = '2026-11-23';

/**
 * The rule table: the first refusing row that applies is the one named to
 * people, so the law's own prohibitions come first. Engineering, not legal advice.
 */
export const policyRules: readonly PolicyRule[] = freezeDeep<readonly PolicyRule[]>([
  {
    id: 'eu-workplace',
    effect: 'refuse',
    contexts: ['workplace', 'recruitment'],
    regions: ['eu-eea'],
    tiers: ['affect'],
    source: 'Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f)',
    reason:
      'At work, and when people are chosen for work, EU law forbids estimating emotion from voice or face. Consent does not change that.',
  },
  {
    id: 'eu-education',
    effect: 'refuse',
    contexts: ['education'],
    regions: ['eu-eea'],
    tiers: ['affect'],
    source: 'Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f)',
    reason:
      'In education, EU law forbids estimating emotion from voice or face. Consent does not change that.',
  },
  {
    id: 'eu-participant-at-work',
    effect: 'refuse',
    contexts: ['customer-service', 'research', 'consumer', 'self-only'],
    regions: ['eu-eea'],
    tiers: ['affect'],
    participant: 'at-work',
    source: 'Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f)',
    reason:
      'You take part as part of your work or studies: there, EU law forbids estimating emotion from voice or face.',
  },
  {
    id: 'eu-customer-service-agent',
    effect: 'refuse',
    contexts: ['customer-service'],
    regions: ['eu-eea'],
    tiers: ['affect'],
    participant: 'at-work-not-ruled-out',
    source: 'Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f)',
    reason:
      'Whoever serves customers is at work, where EU law forbids estimating emotion, and nobody said that you are a customer.',
  },
  {
    id: 'minor',
    effect: 'refuse',
    tiers: ['affect'],
    participant: 'minor',
    source:
      'Assent; after Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(b) and UN CRC General Comment No. 25',
    reason: 'Emotion is not estimated for minors.',
  },
  {
    id: 'unknown-context',
    effect: 'refuse',
    contexts: ['unlisted'],
    tiers: ['affect'],
    source: 'Assent',
    reason: 'It is not known what this call is for, so only what is heard and seen is measured.',
  },
  {
    id: 'unknown-jurisdiction',
    effect: 'refuse',
    regions: ['unknown'],
    tiers: ['affect'],
    source: 'Assent',
    reason: 'It is not known which law applies, so only what is heard and seen is measured.',
  },
  {
    id: 'health-without-medical-basis',
    effect: 'refuse',
    contexts: ['health'],
    tiers: ['affect'],
    unless: 'medical-basis',
    source: 'Assent; after Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f), last clause',
    reason: 'No medical reason was stated that would make the estimate necessary.',
  },
  {
    id: 'safety-without-safety-basis',
    effect: 'refuse',
    contexts: ['safety'],
    tiers: ['affect'],
    unless: 'safety-basis',
    source: 'Assent; after Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f), last clause',
    reason: 'No safety reason was stated that would make the estimate necessary.',
  },
  {
    id: 'workplace-by-default',
    effect: 'refuse',
    contexts: ['workplace', 'recruitment', 'education'],
    tiers: ['affect'],
    unless: 'impact-assessment',
    source: 'Assent; after Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f)',
    reason:
      'At work, in education and when people are chosen for work, emotion is not estimated unless its impact on people was assessed first.',
  },
  {
    id: 'participant-at-work-by-default',
    effect: 'refuse',
    contexts: ['customer-service', 'research', 'consumer', 'self-only'],
    tiers: ['affect'],
    participant: 'at-work',
    unless: 'impact-assessment',
    source: 'Assent; after Regulation (EU) 2024/1689 (AI Act), Art. 5(1)(f)',
    reason:
      'You take part as part of your work or studies, and the impact of estimating emotion there was not assessed.',
  },
  {
    id: 'self-only',
    effect: 'refuse',
    contexts: ['self-only'],
    purposes: ['group-summary'],
    source: 'Assent; Regulation (EU) 2016/679 (GDPR), Art. 5(1)(b)',
    reason: 'This call was declared to be for your own view only, so nothing is made for a group.',
  },
  {
    id: 'bipa-retention-policy',
    effect: 'refuse',
    regions: ['illinois'],
    tiers: ['affect'],
    unless: 'retention-policy',
    source: 'Illinois Biometric Information Privacy Act, 740 ILCS 14/15(a)',
    reason:
      'No public policy says how long data made from voice or face are kept and when they are destroyed.',
  },
  {
    id: 'self-view-stays',
    effect: 'duty',
    purposes: ['self-view'],
    tiers: ['affect'],
    source: 'Assent; Regulation (EU) 2016/679 (GDPR), Art. 5(1)(b), (c)',
    reason: 'What is estimated for your own view stays in your own tab and is sent to nobody.',
  },
  {
    id: 'bipa-written-release',
    effect: 'duty',
    regions: ['illinois'],
    source: 'Illinois Biometric Information Privacy Act, 740 ILCS 14/15(a), (b)',
    reason:
      'People are told in writing what is collected, for what and for how long, agree in writing first, and can read the public retention policy.',
  },
  {
    id: 'eu-inform',
    effect: 'duty',
    regions: ['eu-eea'],
    tiers: ['affect'],
    source: 'Regulation (EU) 2024/1689 (AI Act), Art. 50(3)',
    reason: 'People are told that emotion is estimated, at the latest when it first is.',
  },
  {
    id: 'eu-high-risk',
    effect: 'duty',
    regions: ['eu-eea'],
    tiers: ['affect'],
    source: 'Regulation (EU) 2024/1689 (AI Act), Art. 6(2) and Annex III, point 1(c); Art. 26',
    reason: 'Estimating emotion is high-risk: the duties of providers and deployers of such systems apply.',
  },
  {
    id: 'eu-impact-assessment',
    effect: 'duty',
    regions: ['eu-eea'],
    source: 'Regulation (EU) 2016/679 (GDPR), Art. 9(2)(a) and Art. 35',
    reason: 'Consent is explicit and separate per purpose, and the impact on people is assessed beforehand.',
  },
]);
