import * as v from 'valibot';
import { canonicalText } from '../integrity/canonical-text.ts';
import type { PublicKeyJwk, SigningKey } from '../integrity/signing-key.ts';
import { verifySignature } from '../integrity/verify-signature.ts';

/** A model that must not run any more. */
export interface RevokedModel {
  readonly modelId: string;
  /** The very file; `null` revokes every version. */
  readonly sha256: string | null;
  /** For people, in plain words. */
  readonly reason: string;
}

/** The models that must not run any more, as their publisher says. */
export interface RevocationList {
  /** Rises by one with each issue: an older list is no answer to a newer one. */
  readonly issue: number;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  /** After this the list says nothing any more. ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly models: readonly RevokedModel[];
}

/** A list as it is fetched. */
export interface SignedRevocationList {
  readonly list: RevocationList;
  /** ES256 over the RFC 8785 form of the list, as base64url. */
  readonly signature: string;
}

const moment = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));

const schema: v.GenericSchema<unknown, SignedRevocationList> = v.strictObject({
  list: v.strictObject({
    issue: v.pipe(v.number(), v.integer(), v.minValue(0)),
    issuedAt: moment,
    expiresAt: moment,
    models: v.array(
      v.strictObject({
        modelId: v.pipe(v.string(), v.nonEmpty()),
        sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
        reason: v.pipe(v.string(), v.nonEmpty()),
      }),
    ),
  }),
  signature: v.string(),
});

/** Why a list is not gone by. */
export type RevocationFault =
  | 'malformed'
  | 'bad-signature'
  | 'expired'
  | 'from-the-future'
  | 'older-than-known';

/** The outcome of {@link readRevocationList}. */
export type RevocationReading =
  | { readonly kind: 'current'; readonly list: RevocationList }
  | { readonly kind: 'unusable'; readonly fault: RevocationFault };

/** How far a publisher's clock may run ahead of this one. */
const toleranceMilliseconds = 5 * 60 * 1000;

/** Signs a list; for whoever publishes models. */
export async function signRevocationList(
  list: RevocationList,
  key: SigningKey,
): Promise<SignedRevocationList> {
  return { list, signature: await key.sign(canonicalText(list, 'list')) };
}

/**
 * Reads a fetched list: its form, its signature, its time, and that it is no
 * older than one that was seen. Never throws for bad input.
 *
 * @param known - the list seen before, if any.
 */
export async function readRevocationList(
  input: unknown,
  publicKey: PublicKeyJwk,
  nowMilliseconds: number,
  known: RevocationList | null = null,
): Promise<RevocationReading> {
  const parsed = v.safeParse(schema, input, { abortEarly: true });
  if (!parsed.success) return unusable('malformed');
  const { list, signature } = parsed.output;
  if (!(await verifySignature(publicKey, canonicalText(list, 'list'), signature)))
    return unusable('bad-signature');
  if (known !== null && list.issue < known.issue) return unusable('older-than-known');
  if (Date.parse(list.issuedAt) > nowMilliseconds + toleranceMilliseconds) return unusable('from-the-future');
  return isCurrent(list, nowMilliseconds) ? { kind: 'current', list } : unusable('expired');
}

/** Whether a list still says something. */
export function isCurrent(list: RevocationList, nowMilliseconds: number): boolean {
  return nowMilliseconds < Date.parse(list.expiresAt);
}

function unusable(fault: RevocationFault): RevocationReading {
  return { kind: 'unusable', fault };
}
