import type { Modality, Purpose, Scope, Tier } from '../vocabulary.ts';
import { type Deployment, deploymentContexts } from './deployment.ts';
import { type Region, regionsOf } from './jurisdiction.ts';
import { type PolicyOverride, type PolicyRule, policyRules, type RefusalRule } from './policy-rules.ts';

/** What the platform knows of its own user; each fact can only make the outcome stricter, but for `atWork: false`. */
export interface PolicyParticipant {
  /** ISO 3166-1 or 3166-2, as in the declaration. A code that is not known leaves the behaviour tier only. */
  readonly jurisdiction?: string;
  readonly minor?: boolean;
  /** Whether the person takes part as part of their job or studies. */
  readonly atWork?: boolean;
}

/** Something that the deployer must see to where a tier runs. */
export interface PolicyDuty {
  /** Id of the rule. */
  readonly rule: string;
  readonly source: string;
  readonly reason: string;
}

/** The tier may run for the purpose, given consent. */
export interface PolicyAllowed {
  readonly kind: 'allowed';
  readonly purpose: Purpose;
  readonly tier: Tier;
  readonly duties: readonly PolicyDuty[];
}

/** The tier does not run for the purpose, whatever anyone consents to. */
export interface PolicyRefusal {
  readonly kind: 'refused';
  readonly purpose: Purpose;
  readonly tier: Tier;
  /** Id of the rule; `assent/ui` has its reason in every language. */
  readonly rule: RefusalRule;
  /** The article or section that the rule follows. */
  readonly source: string;
  /** For people, in English. */
  readonly reason: string;
}

/** The outcome for one purpose and tier. */
export type PolicyDecision = PolicyAllowed | PolicyRefusal;

/** The outcomes for all purposes and tiers. */
export interface PolicyDecisions {
  /** What policy says to one purpose and tier; the same for either modality. */
  decide(scope: Pick<Scope, 'purpose' | 'tier'>): PolicyDecision;
  /** Everything that consent may be asked for. */
  readonly allowed: readonly Scope[];
  /** One for each declared purpose and tier that is refused. */
  readonly refusals: readonly PolicyRefusal[];
}

const modalities: readonly Modality[] = ['voice', 'face'];
const tiers: readonly Tier[] = ['behaviour', 'affect'];
const contexts: ReadonlySet<string> = new Set(deploymentContexts);

/**
 * Says which tier may run for which purpose: the strictest of the deployment's
 * jurisdictions and the participant's own. Pure; the outcome is frozen.
 */
export function evaluatePolicy(deployment: Deployment, participant: PolicyParticipant = {}): PolicyDecisions {
  const applicable = policyRules.filter((rule) => appliesTo(rule, deployment, participant));
  const decide = ({ purpose, tier }: Pick<Scope, 'purpose' | 'tier'>): PolicyDecision =>
    decideOne(purpose, tier, deployment, applicable);
  const decisions = deployment.purposes.flatMap((purpose) => tiers.map((tier) => decide({ purpose, tier })));
  return Object.freeze({
    decide,
    allowed: Object.freeze(
      decisions
        .filter((decision) => decision.kind === 'allowed')
        .flatMap(({ purpose, tier }) =>
          modalities.map((modality) => Object.freeze({ modality, purpose, tier })),
        ),
    ),
    refusals: Object.freeze(decisions.filter((decision) => decision.kind === 'refused')),
  });
}

function decideOne(
  purpose: Purpose,
  tier: Tier,
  deployment: Deployment,
  applicable: readonly PolicyRule[],
): PolicyDecision {
  if (!deployment.purposes.includes(purpose)) {
    return Object.freeze({
      kind: 'refused',
      purpose,
      tier,
      rule: 'purpose-not-declared',
      source: 'Regulation (EU) 2016/679 (GDPR), Art. 5(1)(b)',
      reason: 'This purpose was not declared, so nothing is done for it.',
    });
  }
  const rules = applicable.filter(
    (rule) => (rule.purposes ?? [purpose]).includes(purpose) && (rule.tiers ?? [tier]).includes(tier),
  );
  const refusing = rules.find((rule) => rule.effect === 'refuse');
  if (refusing !== undefined) {
    const { id, source, reason } = refusing;
    return Object.freeze({ kind: 'refused', purpose, tier, rule: id, source, reason });
  }
  const duties = rules.map(({ id, source, reason }) => Object.freeze({ rule: id, source, reason }));
  return Object.freeze({ kind: 'allowed', purpose, tier, duties: Object.freeze(duties) });
}

function appliesTo(rule: PolicyRule, deployment: Deployment, participant: PolicyParticipant): boolean {
  const context = contexts.has(deployment.context) ? deployment.context : 'unlisted';
  return (
    (rule.contexts === undefined || rule.contexts.includes(context)) &&
    (rule.regions === undefined ||
      regionsHere(deployment, participant).some((here) => rule.regions?.includes(here))) &&
    isMetBy(rule.participant, participant) &&
    !isLifted(rule.unless, deployment)
  );
}

function regionsHere(deployment: Deployment, participant: PolicyParticipant): readonly Region[] {
  const codes = [...deployment.jurisdictions];
  // String(): a platform may pass on what it was given, and whatever is no code is an unknown one.
  if (participant.jurisdiction !== undefined) codes.push(String(participant.jurisdiction));
  return codes.length === 0 ? ['unknown'] : codes.flatMap(regionsOf);
}

function isMetBy(fact: PolicyRule['participant'], participant: PolicyParticipant): boolean {
  switch (fact) {
    case undefined:
      return true;
    case 'minor':
      return (participant.minor ?? false) !== false;
    case 'at-work':
      return (participant.atWork ?? false) !== false;
    case 'at-work-not-ruled-out':
      return participant.atWork !== false;
  }
}

function isLifted(unless: PolicyOverride | undefined, deployment: Deployment): boolean {
  switch (unless) {
    case undefined:
      return false;
    case 'impact-assessment':
      return deployment.impactAssessment !== undefined;
    case 'medical-basis':
      return deployment.safetyOrMedicalBasis?.kind === 'medical';
    case 'safety-basis':
      return deployment.safetyOrMedicalBasis?.kind === 'safety';
    case 'retention-policy':
      return deployment.retentionPolicy !== undefined;
  }
}
