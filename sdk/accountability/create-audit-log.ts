import * as v from 'valibot';
import { createSystemClock } from '../consent/clock.ts';
import { canonicalText } from '../integrity/canonical-text.ts';
import { sha256Hex } from '../integrity/sha256-hex.ts';
import type { SigningKey } from '../integrity/signing-key.ts';
import { auditEntrySchema } from './audit-export-schema.ts';
import {
  type AuditCheckpoint,
  type AuditEntry,
  type AuditExport,
  type AuditLine,
  noHash,
} from './audit-log.ts';

/** What {@link createAuditLog} is told. */
export interface AuditLogOptions {
  /** Signs checkpoints. */
  readonly key: SigningKey;
  /** Milliseconds since the Unix epoch; this device's own clock, which never runs backwards, unless told. */
  readonly now?: () => number;
}

/** An append-only log of consent and configuration, in memory; its owner decides where it goes. */
export interface AuditLog {
  /**
   * Adds a line. Lines keep the order of the calls, and no line is earlier than the one before.
   *
   * @param atMilliseconds - when it happened, since the Unix epoch; now unless told.
   * @throws TypeError (as a rejection) naming the member that an entry lacks or must not have.
   */
  append(entry: AuditEntry, atMilliseconds?: number): Promise<AuditLine>;
  /** Signs how far the log goes. */
  checkpoint(): Promise<AuditCheckpoint>;
  /** Everything so far, with a checkpoint at its end. */
  export(): Promise<AuditExport>;
}

/**
 * Creates an empty log: a chain of SHA-256 hashes over canonical JSON
 * (RFC 8785) with checkpoints signed by ECDSA P-256. It takes no measurement
 * and no estimate: what is not one of its entries is refused.
 */
export function createAuditLog({ key, now = createSystemClock().now }: AuditLogOptions): AuditLog {
  const lines: AuditLine[] = [];
  const checkpoints: AuditCheckpoint[] = [];
  let working: Promise<unknown> = Promise.resolve();

  /** One after another, whatever became of the one before. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = working.then(work, work);
    working = result.catch(() => {});
    return result;
  }

  async function add(entry: AuditEntry, atMilliseconds: number): Promise<AuditLine> {
    const before = lines.at(-1);
    const body = {
      sequence: lines.length,
      time: laterOf(before?.time, atMilliseconds),
      entry,
      previousHash: before?.hash ?? noHash,
    };
    const line = Object.freeze({ ...body, hash: await sha256Hex(canonicalText(body, 'entry')) });
    lines.push(line);
    return line;
  }

  async function sign(): Promise<AuditCheckpoint> {
    const last = lines.at(-1);
    const body = {
      lines: lines.length,
      headHash: last?.hash ?? noHash,
      time: laterOf(last?.time, now()),
      publicKey: key.publicKey,
    };
    const signature = await key.sign(canonicalText(body, 'checkpoint'));
    const checkpoint = Object.freeze({ ...body, signature });
    checkpoints.push(checkpoint);
    return checkpoint;
  }

  return Object.freeze<AuditLog>({
    async append(entry, atMilliseconds = now()) {
      const parsed = v.safeParse(auditEntrySchema, entry, { abortEarly: true });
      if (!parsed.success) {
        const [issue] = parsed.issues;
        throw new TypeError(`entry.${v.getDotPath(issue) ?? 'kind'}: ${issue.message}`);
      }
      return inTurn(() => add(parsed.output, atMilliseconds));
    },
    checkpoint: () => inTurn(sign),
    export: () =>
      inTurn(async () => {
        if (checkpoints.at(-1)?.lines !== lines.length) await sign();
        return Object.freeze({ lines: [...lines], checkpoints: [...checkpoints] });
      }),
  });
}

function laterOf(before: string | undefined, epochMilliseconds: number): string {
  const time = new Date(Math.round(epochMilliseconds)).toISOString();
  return before !== undefined && before > time ? before : time;
}
