import type { Notice } from '../../consent/notice.ts';
import type { ModelCard } from '../../models/model-card.ts';
import type { Deployment } from '../../policy/deployment.ts';
import type { PolicyDecisions } from '../../policy/evaluate-policy.ts';

/** Everything that the documents are filled from: the declaration and what follows from it. */
export interface PaperworkFacts {
  readonly deployment: Deployment;
  readonly policy: PolicyDecisions;
  readonly notice: Notice;
  readonly cards: readonly ModelCard[];
  readonly rulesVersion: string;
  /** Day on which the documents are made, `YYYY-MM-DD`. */
  readonly day: string;
}
