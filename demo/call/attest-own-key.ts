import { createSigningKeys, type SecureGroupOptions } from 'assent';
import { base64url } from 'jose';
import type { SignalChannel } from './create-signal-channel.ts';
import { createIdentityVerifier } from './verify-attestation.ts';

/**
 * Has a signing key of this participant attested by the call. Everybody does so at once, whatever they
 * will say to the prompt: so the call does not learn who contributes to the group.
 *
 * @param isInCall - by the call's own roster, which the aggregator has no hand in
 */
export function attestOwnKey(
  channel: SignalChannel,
  participantId: string,
  isInCall: (participantId: string) => boolean,
): SecureGroupOptions {
  const keys = createSigningKeys();
  let attested = ask();
  attested.catch(() => {});

  async function ask() {
    const { publicKey, privateKey } = await keys;
    const signingKey = base64url.encode(publicKey);
    const { token, issuerKey } = await channel.request<'attest'>({ type: 'attest', signingKey });
    return { identity: { participantId, token, privateKey }, verify: createIdentityVerifier(issuerKey) };
  }

  /** A request is lost with the connection that it was made on; the next one will be there again. */
  async function theAttested() {
    try {
      return await attested;
    } catch {
      attested = ask();
      return await attested;
    }
  }

  return {
    identity: async () => (await theAttested()).identity,
    verifyIdentity: async (token) => (await theAttested()).verify(token),
    isInCall,
  };
}
