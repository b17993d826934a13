import { AssentError } from '../errors.ts';
import type { Modality } from '../vocabulary.ts';
import type { ScopeQuery } from './scope-query.ts';

declare const grantBrand: unique symbol;

/**
 * The capability to compute: capture functions demand one, and only a ledger
 * makes one. A look-alike object neither compiles nor passes {@link assertGrant}.
 */
export interface ConsentGrant {
  readonly [grantBrand]: true;
  readonly meetingId: string;
  readonly query: ScopeQuery;
  /** Aborts, synchronously, when the last matching scope stops being valid; its `reason` is an `AssentError`. */
  readonly signal: AbortSignal;
}

interface Issued {
  readonly isValid: () => boolean;
}

/** Holds nothing alive; what was not put here by {@link issueGrant} is a forgery. */
const issued: WeakMap<object, Issued> = new WeakMap();

/**
 * Makes a grant; for the ledger alone.
 *
 * @param isValid - asked on every {@link assertGrant}, so that a late timer or
 * an abort that is still being delivered cannot leave a gap.
 */
export function issueGrant(
  meetingId: string,
  query: ScopeQuery,
  signal: AbortSignal,
  isValid: () => boolean,
): ConsentGrant {
  const grant = Object.freeze({ meetingId, query: Object.freeze({ ...query }), signal }) as ConsentGrant;
  issued.set(grant, { isValid });
  return grant;
}

/** Whether a ledger made this object, valid still or not. */
export function isGenuineGrant(grant: unknown): grant is ConsentGrant {
  return typeof grant === 'object' && grant !== null && issued.has(grant);
}

/** Whether a ledger made this grant and the consent behind it holds at this very moment. */
export function isLiveGrant(grant: ConsentGrant): boolean {
  return isGenuineGrant(grant) && !grant.signal.aborted && issued.get(grant)?.isValid() === true;
}

/**
 * Returns if the grant is genuine, live and for this modality.
 *
 * @throws {@link AssentError} `no-consent` where it is forged, withdrawn, expired or for another modality.
 */
export function assertGrant(grant: ConsentGrant, modality: Modality): void {
  if (!isGenuineGrant(grant)) {
    throw new AssentError('no-consent', 'grant: this object was not made by a consent ledger');
  }
  if (grant.query.modality !== modality) {
    throw new AssentError('no-consent', `grant: it is for ${grant.query.modality}, not for ${modality}`);
  }
  if (!isLiveGrant(grant)) {
    throw new AssentError('no-consent', `grant: the consent for ${modality} is no longer valid`, {
      cause: grant.signal.reason,
    });
  }
}
