import { type Bytes, contextBytes, splitBytes } from './canonical-bytes.ts';
import { writeMemberSet } from './member-set.ts';
import type { Roster } from './roster.ts';
import { SecureError } from './secure-error.ts';
import { type SignaturesMessage, signatureLength } from './secure-messages.ts';
import { verifySignature } from './signing-identity.ts';

/** What is signed in ConsistencyCheck: U3, for this window of this epoch and no other. */
export function survivorBytes(roster: Roster, window: number, survivors: ReadonlySet<number>): Bytes {
  const members = writeMemberSet(survivors, roster.members.length);
  return contextBytes('ConsistencyCheck', roster.id, window, members);
}

/**
 * Checks that each of U4 signed the same U3 as was told here.
 *
 * @throws SecureError `survivors-inconsistent`: the service told someone another set, or made a signature up
 */
export async function checkSignatures(
  roster: Roster,
  survivors: ReadonlySet<number>,
  signers: ReadonlySet<number>,
  message: SignaturesMessage,
): Promise<void> {
  const signatures = splitBytes(message.signatures, signatureLength);
  if (signatures.length !== signers.size) {
    throw new SecureError('members-inconsistent', 'signatures', 'One signature of each member is needed.');
  }
  const signed = survivorBytes(roster, message.window, survivors);
  const valid = await Promise.all(
    [...signers].map(async (signer, index) => {
      const key = roster.members[signer]?.verifyKey;
      const signature = signatures[index];
      return key !== undefined && signature !== undefined && verifySignature(key, signature, signed);
    }),
  );
  const at = valid.indexOf(false);
  if (at === -1) return;
  const field = `signatures.${at}`;
  throw new SecureError('survivors-inconsistent', field, 'A member did not sign these survivors.');
}
