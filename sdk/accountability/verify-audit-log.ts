import * as v from 'valibot';
import { canonicalText } from '../integrity/canonical-text.ts';
import { sha256Hex } from '../integrity/sha256-hex.ts';
import type { PublicKeyJwk } from '../integrity/signing-key.ts';
import { verifySignature } from '../integrity/verify-signature.ts';
import { auditExportSchema } from './audit-export-schema.ts';
import { type AuditExport, noHash } from './audit-log.ts';

/** The outcome of {@link verifyAuditLog}. */
export type AuditVerification =
  | { readonly kind: 'valid'; readonly lines: number; readonly signedLines: number }
  | {
      /**
       * `malformed`: no audit log; `tampered`: not what was hashed or signed; `truncated`: lines that
       * were signed for are gone; `replayed`: a line stands twice or out of order; `foreign`: signed
       * with another key than expected.
       */
      readonly kind: 'malformed' | 'tampered' | 'truncated' | 'replayed' | 'foreign';
      readonly at: string;
      readonly reason: string;
    };

type Fault = Exclude<AuditVerification, { kind: 'valid' }>;

/**
 * Checks an audit log: its form, the chain of hashes, the order of time, and
 * every checkpoint. Lines after the last checkpoint are chained but not signed
 * (`signedLines` says how many are). Nothing is thrown for bad input.
 *
 * @param publicKey - whose log it has to be; without it, whoever makes a key can make a log.
 */
export async function verifyAuditLog(log: unknown, publicKey?: PublicKeyJwk): Promise<AuditVerification> {
  const parsed = v.safeParse(auditExportSchema, log, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { kind: 'malformed', at: v.getDotPath(issue) ?? 'log', reason: issue.message };
  }
  const { output } = parsed;
  const signedLines = Math.max(0, ...output.checkpoints.map(({ lines }) => lines));
  return (
    (await checkLines(output)) ??
    (await checkCheckpoints(output, publicKey)) ?? { kind: 'valid', lines: output.lines.length, signedLines }
  );
}

async function checkLines({ lines }: AuditExport): Promise<Fault | null> {
  let previousHash = noHash;
  let time = '';
  for (const [index, { hash, ...body }] of lines.entries()) {
    const at = `lines.${index}`;
    if ((await sha256Hex(canonicalText(body, 'line'))) !== hash) {
      return { kind: 'tampered', at: `${at}.hash`, reason: 'the line is not the one that its hash names' };
    }
    if (body.sequence !== index) {
      const isHere = lines.slice(index).some(({ sequence }) => sequence === index);
      return body.sequence < index || isHere
        ? { kind: 'replayed', at: `${at}.sequence`, reason: 'the line stands twice or out of order' }
        : { kind: 'truncated', at: `${at}.sequence`, reason: `line ${index} is missing` };
    }
    if (body.previousHash !== previousHash) {
      return {
        kind: 'tampered',
        at: `${at}.previousHash`,
        reason: 'it does not follow from the line before',
      };
    }
    if (body.time < time) {
      return { kind: 'tampered', at: `${at}.time`, reason: 'its time is before that of the line before' };
    }
    previousHash = hash;
    time = body.time;
  }
  return null;
}

async function checkCheckpoints(
  { lines, checkpoints }: AuditExport,
  expected: PublicKeyJwk | undefined,
): Promise<Fault | null> {
  for (const [index, { signature, ...body }] of checkpoints.entries()) {
    const at = `checkpoints.${index}`;
    const key = body.publicKey;
    if (expected !== undefined && (key.x !== expected.x || key.y !== expected.y)) {
      return { kind: 'foreign', at: `${at}.publicKey`, reason: 'it is not the key that was expected' };
    }
    if (!(await verifySignature(key, canonicalText(body, 'checkpoint'), signature))) {
      return { kind: 'tampered', at: `${at}.signature`, reason: 'it was not made with its key' };
    }
    if (body.lines > lines.length) {
      return {
        kind: 'truncated',
        at: 'lines',
        reason: `${body.lines} lines were signed, ${lines.length} are here`,
      };
    }
    if (body.headHash !== (lines[body.lines - 1]?.hash ?? noHash)) {
      return { kind: 'tampered', at: `${at}.headHash`, reason: 'it closes another list of lines' };
    }
  }
  return null;
}
