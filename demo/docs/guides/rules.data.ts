import { policyRules, policyRulesVersion } from '../../../sdk/policy/policy-rules.ts';

/** A row of the policy table as the guide shows it. */
export interface ShownRule {
  readonly id: string;
  readonly effect: string;
  readonly where: string;
  readonly reason: string;
  readonly unless: string;
  readonly source: string;
}

/** The rule table itself, so that the guide can't say anything else. */
export interface ShownRules {
  readonly version: string;
  readonly rules: readonly ShownRule[];
}

declare const data: ShownRules;

export { data };

const words = (list: readonly string[] | undefined): string[] =>
  (list ?? []).map((one) => one.replaceAll('-', ' '));

export default {
  load: (): ShownRules => ({
    version: policyRulesVersion,
    rules: policyRules.map(({ id, effect, contexts, regions, participant, unless, reason, source }) => ({
      id,
      effect,
      where:
        [
          ...words(contexts),
          ...words(regions),
          ...words(participant === undefined ? [] : [participant]),
        ].join(', ') || 'everywhere',
      reason,
      unless: words(unless === undefined ? [] : [unless]).join(''),
      source,
    })),
  }),
};
