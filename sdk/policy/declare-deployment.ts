import * as v from 'valibot';
import { freezeDeep } from '../integrity/freeze-deep.ts';
import { type Deployment, type DeploymentOptions, deploymentContexts } from './deployment.ts';
import { normaliseJurisdiction } from './jurisdiction.ts';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));

const webAddress = v.pipe(v.string(), v.trim(), v.url('must be a web address'));

const isCalendarDay = (day: string): boolean => {
  const time = Date.parse(`${day}T00:00:00Z`);
  // Date.parse turns the 30th of February into a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};

const schema = v.strictObject({
  context: v.picklist(deploymentContexts),
  jurisdictions: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.transform(normaliseJurisdiction),
        v.regex(
          /^(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?|EEA)$/,
          'must be a code like "DE", "US-IL", "EU" or "EEA" (ISO 3166)',
        ),
      ),
    ),
    v.minLength(1, 'must name at least one jurisdiction'),
  ),
  controller: v.strictObject({ name: text, contact: text, address: v.exactOptional(text) }),
  purposes: v.pipe(
    v.array(v.picklist(['self-view', 'group-summary'])),
    v.minLength(1, 'must name at least one purpose'),
  ),
  mode: v.exactOptional(v.picklist(['individual', 'unanimous'])),
  impactAssessment: v.exactOptional(
    v.strictObject({
      uri: webAddress,
      date: v.pipe(
        v.string(),
        v.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD'),
        v.check(isCalendarDay, 'must be a day of the calendar'),
      ),
    }),
  ),
  safetyOrMedicalBasis: v.exactOptional(
    v.strictObject({ kind: v.picklist(['medical', 'safety']), justification: text }),
  ),
  retentionPolicy: v.exactOptional(v.strictObject({ uri: webAddress })),
});

const basisByContext: Readonly<Record<string, string>> = { health: 'medical', safety: 'safety' };

/**
 * Declares what a deployment is for, where, and who answers for it. Without a
 * declaration there is no session; nothing is assumed.
 *
 * The declaration is copied and frozen; changing the options later changes nothing.
 *
 * @throws TypeError naming the option at fault, also for options it does not know.
 */
export function declareDeployment(options: DeploymentOptions): Deployment {
  const result = v.safeParse(schema, options, { abortEarly: true });
  if (!result.success) throw new TypeError(describeIssue(result.issues[0]));
  const { output } = result;
  const { safetyOrMedicalBasis: basis } = output;
  if (basis !== undefined && basisByContext[output.context] !== basis.kind) {
    throw new TypeError(
      'safetyOrMedicalBasis: only a medical basis in the context "health" or a safety basis in "safety" is known to the law',
    );
  }
  return freezeDeep({
    ...output,
    jurisdictions: [...new Set(output.jurisdictions)].sort(),
    purposes: [...new Set(output.purposes)].sort(),
    mode: output.mode ?? 'individual',
  });
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'options';
  return `${path}: ${issue.message}`;
}
