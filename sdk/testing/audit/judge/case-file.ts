import type { AuditPlan } from '../audit-options.ts';
import type { Evidence } from '../evidence.ts';
import type { Exceptions } from '../exceptions.ts';

/** Everything that a judgement rests on. */
export interface CaseFile {
  readonly plan: AuditPlan;
  readonly exceptions: Exceptions;
  readonly undecided: Evidence;
  /** `null` where there was no prompt to answer. */
  readonly refused: Evidence | null;
  readonly agreed: Evidence | null;
}

/** The visits that were made. */
export function visitsOf({ undecided, refused, agreed }: CaseFile): readonly Evidence[] {
  return [undecided, refused, agreed].filter((visit) => visit !== null);
}

/** A script's address without the app's own origin, to be read more easily. */
export function shortAddress(url: string, plan: Pick<AuditPlan, 'url'>): string {
  const { origin } = new URL(plan.url);
  return url.startsWith(origin) ? url.slice(origin.length) || '/' : url;
}
