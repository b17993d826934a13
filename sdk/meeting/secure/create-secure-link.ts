import { AssentError } from '../../errors.ts';
import type { Bytes } from './canonical-bytes.ts';
import { createSecureClient } from './create-secure-client.ts';
import { readServerMessage } from './read-secure-message.ts';
import type { SecureClient, SecureClientOptions } from './secure-client.ts';
import type { SigningIdentity } from './signing-identity.ts';

/** What a participant needs to contribute blindly. */
export interface SecureContribution extends Omit<SecureClientOptions, 'identity' | 'takeInput'> {
  /**
   * The signing key of this meeting (see `createSigningKeys`) and the call's word for it; asked for when this
   * participant first contributes. Have everyone's attested alike, so that the issuer doesn't learn who does.
   */
  readonly identity: () => Promise<SigningIdentity>;
}

/** The blind part of an aggregation client: silent until it takes part. */
export interface SecureLink {
  /** Takes a binary frame of the service. */
  receive(message: Uint8Array): void;
  /** From now on answers. */
  join(): void;
  /**
   * Answers no more and forgets all keys; {@link SecureLink.join} begins anew.
   *
   * @returns whether the service has heard anything
   */
  leave(): boolean;
  /** The connection is gone: another one begins with new keys. */
  disconnect(): void;
}

/** What a link works with. */
export interface SecureLinkOptions {
  readonly secure: SecureContribution;
  readonly send: (message: Bytes) => void;
  readonly takeInput: (window: number) => readonly number[] | null;
  readonly report: (problem: AssentError) => void;
}

/**
 * Creates a link that is silent.
 *
 * @remarks Who has not joined does nothing but remember the last request for keys, which everyone is sent:
 *   to the service all of them are alike.
 */
export function createSecureLink(options: SecureLinkOptions): SecureLink {
  const { secure, send, takeInput, report } = options;
  let client: Promise<SecureClient> | null = null;
  let joined = false;
  let hasAnswered = false;
  /** A request for keys that was not answered. */
  let request: Uint8Array | null = null;
  let generation = 0;

  async function create(): Promise<SecureClient> {
    const { identity, ...others } = secure;
    return createSecureClient({ ...others, identity: await identity(), takeInput });
  }

  function forget(): void {
    generation += 1;
    hasAnswered = false;
    void client?.then(
      (made) => made.forget(),
      () => {},
    );
  }

  async function answer(message: Uint8Array): Promise<void> {
    const mine = generation;
    try {
      client ??= create();
      const bytes = await (await client).receive(message);
      if (bytes === null || mine !== generation || !joined) return;
      hasAnswered = true;
      send(bytes);
    } catch (cause) {
      if (mine === generation) report(asAssentError(cause));
    }
  }

  return {
    receive(message) {
      if (joined) void answer(message);
      else if (isRequestForKeys(message)) request = message;
    },
    join() {
      if (joined) return;
      joined = true;
      const waiting = request;
      request = null;
      if (waiting !== null) void answer(waiting);
    },
    leave() {
      const heard = hasAnswered;
      joined = false;
      forget();
      return heard;
    },
    disconnect() {
      request = null;
      forget();
    },
  };

  function asAssentError(cause: unknown): AssentError {
    if (cause instanceof AssentError) return cause;
    // The identity may be had the next time.
    client = null;
    return new AssentError('aggregation-failed', 'No blind contribution could be made.', { cause });
  }
}

function isRequestForKeys(message: Uint8Array): boolean {
  try {
    return readServerMessage(message).type === 'advertise-keys';
  } catch {
    return false;
  }
}
