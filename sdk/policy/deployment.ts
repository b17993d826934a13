import type { Purpose } from '../vocabulary.ts';

/** Every context that can be declared. */
export const deploymentContexts = [
  'workplace',
  'education',
  'recruitment',
  'customer-service',
  'health',
  'safety',
  'research',
  'consumer',
  'self-only',
] as const;

/** What a deployment is for. There is no default and no "other": what is not on the list is not declared. */
export type DeploymentContext = (typeof deploymentContexts)[number];

/** Who answers for the processing and whom participants can turn to. */
export interface Controller {
  readonly name: string;
  /** Where people reach a human: an e-mail address, a telephone number or a web address. */
  readonly contact: string;
  readonly address?: string;
}

/** A finished assessment of the impact on the people concerned, for example under Art. 35 GDPR. */
export interface ImpactAssessment {
  readonly uri: string;
  /** Day of the assessment, `YYYY-MM-DD`. */
  readonly date: string;
}

/** The reason for which Art. 5(1)(f) of the EU AI Act knows an exception, stated by the deployer. */
export interface SafetyOrMedicalBasis {
  readonly kind: 'medical' | 'safety';
  /** What makes the estimate necessary for that reason. */
  readonly justification: string;
}

/** What {@link declareDeployment} is told. */
export interface DeploymentOptions {
  readonly context: DeploymentContext;
  /**
   * Every jurisdiction that people may join from: ISO 3166-1 alpha-2 codes
   * (`DE`), ISO 3166-2 subdivisions (`US-IL`), or `EU` and `EEA` as wholes.
   */
  readonly jurisdictions: readonly string[];
  readonly controller: Controller;
  readonly purposes: readonly Purpose[];
  /**
   * `individual`, the default: each person's consent governs that person's own
   * signals. `unanimous`: nothing runs for anyone until everyone has opted in.
   */
  readonly mode?: 'individual' | 'unanimous';
  readonly impactAssessment?: ImpactAssessment;
  /** Only for the contexts `health` (kind `medical`) and `safety` (kind `safety`). */
  readonly safetyOrMedicalBasis?: SafetyOrMedicalBasis;
  /** The retention policy as published for everyone to read. */
  readonly retentionPolicy?: { readonly uri: string };
}

/** A declaration that was checked, normalised and frozen by {@link declareDeployment}. */
export interface Deployment extends DeploymentOptions {
  /** In upper case, each once, sorted. */
  readonly jurisdictions: readonly string[];
  /** Each once, sorted. */
  readonly purposes: readonly Purpose[];
  readonly mode: 'individual' | 'unanimous';
}
