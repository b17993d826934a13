import { capabilityRules } from '../../../sdk/support/capabilities.ts';

/** What goes with a capability that a browser lacks, as the guide shows it. */
export interface ShownLoss {
  readonly capability: string;
  readonly part: string;
  readonly effect: string;
  readonly message: string;
}

declare const data: readonly ShownLoss[];

export { data };

export default {
  load: (): readonly ShownLoss[] =>
    capabilityRules.flatMap(({ name, without }) => without.map((loss) => ({ capability: name, ...loss }))),
};
