import type { PublicKeyJwk } from '../integrity/signing-key.ts';
import type { Scope } from '../vocabulary.ts';

/**
 * What an audit log holds: decisions about consent and configuration. There is
 * no member for a measurement, an estimate, a track or a name, and the schema
 * refuses what has one.
 */
export type AuditEntry =
  | {
      readonly kind: 'consent';
      readonly state: string;
      readonly scope: Scope;
      readonly noticeSha256: string;
    }
  | { readonly kind: 'session'; readonly event: 'opened' | 'closed'; readonly meetingId: string }
  | {
      readonly kind: 'configuration';
      readonly sha256: string;
      readonly what: 'deployment' | 'notice' | 'policy';
    }
  | {
      readonly kind: 'model';
      readonly event: 'loaded' | 'refused' | 'revoked';
      readonly modelId: string;
      readonly sha256: string | null;
    }
  /** Counted only: nothing of what was contested. */
  | { readonly kind: 'contest'; readonly count: number }
  | {
      readonly kind: 'drift';
      readonly feature: string;
      readonly verdict: 'fits' | 'watch' | 'no-longer-fits';
    };

/** One line of the log. */
export interface AuditLine {
  /** Position, from 0. */
  readonly sequence: number;
  /** ISO 8601, UTC; never before the line before. */
  readonly time: string;
  readonly entry: AuditEntry;
  /** Hash of the line before; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 over the RFC 8785 form of everything above. */
  readonly hash: string;
}

/** A signed statement of how far the log went at a moment. */
export interface AuditCheckpoint {
  readonly lines: number;
  readonly headHash: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly publicKey: PublicKeyJwk;
  /** ES256 over the RFC 8785 form of everything above, as base64url. */
  readonly signature: string;
}

/** A log as it is handed over. */
export interface AuditExport {
  readonly lines: readonly AuditLine[];
  readonly checkpoints: readonly AuditCheckpoint[];
}

/** What the first line's `previousHash` is. */
export const noHash: string = '0'.repeat(64);
