/** The ten promises, by their numbers. */
export const promises = {
  1: 'Nothing before consent',
  2: 'Withdrawal is immediate',
  3: 'Only your own tracks',
  4: 'Nothing personal leaves the device',
  5: 'No third party hears of it',
  6: 'Refusing costs nothing and is invisible',
  7: 'A group or nothing',
  8: 'Every estimate is honest',
  9: 'What the law or the deployer forbids does not run',
  10: 'Short-lived by default',
} as const;

/** Number of a promise. */
export type PromiseNumber = keyof typeof promises;

/** One thing that was looked at. */
export interface AuditCheck {
  readonly promise: PromiseNumber;
  /** Stable: for scripts. */
  readonly id: string;
  /** What holds where it is kept. */
  readonly title: string;
  readonly outcome: 'kept' | 'broken' | 'not-tested';
  /** What was found, each a sentence; empty where it is kept. Of one not tested: why. */
  readonly findings: readonly string[];
}

/** An exception that was asked for, and what it did. */
export interface UsedException {
  readonly exception: string;
  readonly reason: string | null;
  /** What would have been found without it; empty where it excused nothing. */
  readonly excused: readonly string[];
}

/** The outcome of an audit. */
export interface AuditReport {
  readonly url: string;
  /** ISO 8601. */
  readonly auditedAt: string;
  readonly seconds: number;
  /** No check is broken. */
  readonly kept: boolean;
  readonly checks: readonly AuditCheck[];
  readonly exceptions: readonly UsedException[];
  /** What is worth knowing and breaks nothing. */
  readonly notes: readonly string[];
}

/** One check from its findings: broken where there are any. */
export function checkOf(
  promise: PromiseNumber,
  id: string,
  title: string,
  findings: readonly string[],
): AuditCheck {
  const unique = [...new Set(findings)];
  return { promise, id, title, outcome: unique.length === 0 ? 'kept' : 'broken', findings: unique };
}

/** A check that could not be made, and why. */
export function notTested(promise: PromiseNumber, id: string, title: string, reason: string): AuditCheck {
  return { promise, id, title, outcome: 'not-tested', findings: [reason] };
}
