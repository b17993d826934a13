import type { StorageTrouble } from '../consent/record/storage-trouble.ts';
import { AssentError } from '../errors.ts';
import type { StorageFailure } from './record-store.ts';

const troubles: Readonly<Record<string, StorageTrouble>> = {
  QuotaExceededError: 'full',
  SecurityError: 'blocked',
  NotAllowedError: 'blocked',
  InvalidStateError: 'closed',
};

/** Names what a browser's storage threw. */
export function storageFailure(cause: unknown): StorageFailure {
  return Object.freeze({ kind: 'failed', trouble: troubleOf(cause), cause });
}

function troubleOf(cause: unknown): StorageTrouble {
  if (cause instanceof AssentError && cause.code === 'unsupported') return 'unsupported';
  if (!(cause instanceof Error)) return 'failed';
  // A transaction that ran out of room is aborted, and says why in its error's own cause or name.
  return troubles[cause.name] ?? (/quota/i.test(cause.message) ? 'full' : 'failed');
}
