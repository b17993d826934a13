import { declareDeployment } from '../../../policy/declare-deployment.ts';
import type { Deployment, DeploymentContext } from '../../../policy/deployment.ts';
import { deploymentContexts } from '../../../policy/deployment.ts';
import { evaluatePolicy } from '../../../policy/evaluate-policy.ts';
import type { Purpose, Tier } from '../../../vocabulary.ts';
import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import type { PromptLook } from '../look/look-at-prompt.ts';
import type { CaseFile } from './case-file.ts';

/** Promise 9: the prompt names a declaration, and asks for nothing that the rules refuse under it. */
export function judgeLaw({ undecided: { prompt }, plan }: CaseFile): AuditCheck {
  const title = 'nobody is asked for what policy refuses in the declared context and jurisdictions';
  if (prompt === null) return notTested(9, 'lawful-only', title, 'no prompt was reached');
  if (prompt.notice === null) {
    return plan.selectors.prompt === 'assent-consent-prompt'
      ? checkOf(9, 'lawful-only', title, [
          'the prompt was given no notice: nothing says who asks, for what and where',
        ])
      : notTested(9, 'lawful-only', title, 'the prompt is not Assent’s, so its declaration cannot be read');
  }
  const { notice, scopes } = prompt;
  let deployment: Deployment;
  try {
    deployment = assumedDeployment(notice);
  } catch (error) {
    return checkOf(9, 'lawful-only', title, [
      `the notice declares what cannot be: ${(error as Error).message}`,
    ]);
  }
  const policy = evaluatePolicy(deployment, { atWork: false });
  return checkOf(
    9,
    'lawful-only',
    title,
    scopes.flatMap(({ modality, purpose, tier }) => {
      const decision = policy.decide({ purpose: purpose as Purpose, tier: tier as Tier });
      if (decision.kind === 'allowed') return [];
      return [
        `${tier} of the ${modality} for ${purpose} is asked for in ${notice.context} (${notice.jurisdictions.join(', ')}), against ${decision.source}`,
      ];
    }),
  );
}

/** The most that a notice can stand for: what it does not say is taken as done. */
function assumedDeployment(notice: NonNullable<PromptLook['notice']>): Deployment {
  const context = deploymentContexts.find((known) => known === notice.context);
  const basis = { health: 'medical', safety: 'safety' } as const;
  const kind = context === 'health' || context === 'safety' ? basis[context] : null;
  return declareDeployment({
    context: (context ?? notice.context) as DeploymentContext,
    jurisdictions: notice.jurisdictions,
    controller: { name: notice.controller, contact: 'see the notice' },
    purposes: ['self-view', 'group-summary'],
    ...(notice.impactAssessment
      ? { impactAssessment: { uri: 'https://example.org/', date: '2026-01-01' } }
      : {}),
    ...(notice.retentionPolicy ? { retentionPolicy: { uri: 'https://example.org/' } } : {}),
    ...(kind === null ? {} : { safetyOrMedicalBasis: { kind, justification: 'see the deployer' } }),
  });
}
