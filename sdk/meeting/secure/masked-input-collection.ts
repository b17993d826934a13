import { vectorLength } from '../contribution-vector.ts';
import { type Bytes, splitBytes } from './canonical-bytes.ts';
import { addCells, maskOf, writeCells } from './mask.ts';
import { SecureError } from './secure-error.ts';
import { type CiphertextsMessage, ciphertextLength, type MaskedInputMessage } from './secure-messages.ts';
import { type EpochView, shareParameters, type WindowSecrets } from './share-keys.ts';

/**
 * Opens what the members of U2 encrypted for this one: of each, a share of both its secrets.
 *
 * The paper opens them in Unmasking. Opened on arrival they end a broken window before a vector is spent on
 * it; nothing else follows.
 *
 * @param members - U2, ascending, with the own index in it
 * @returns by index, the own share included
 * @throws SecureError `members-inconsistent` or `share-undecryptable`
 */
export async function openShares(
  view: EpochView,
  secrets: WindowSecrets,
  members: ReadonlySet<number>,
  message: CiphertextsMessage,
): Promise<ReadonlyMap<number, Bytes>> {
  const others = [...members].filter((member) => member !== view.self);
  const ciphertexts = splitBytes(message.ciphertexts, ciphertextLength);
  if (ciphertexts.length !== others.length) {
    throw new SecureError('members-inconsistent', 'ciphertexts', 'One ciphertext of each member is needed.');
  }
  const opened = await Promise.all(
    others.map(async (from, index): Promise<readonly [number, Bytes]> => {
      const key = secrets.shareKeys[from];
      const ciphertext = ciphertexts[index];
      try {
        if (!key || !ciphertext) throw new TypeError('no such member');
        const parameters = shareParameters(secrets.window, from, view.self);
        return [from, new Uint8Array(await crypto.subtle.decrypt(parameters, key, ciphertext))];
      } catch (cause) {
        const field = `ciphertexts.${index}`;
        throw new SecureError('share-undecryptable', field, 'A share could not be opened.', { cause });
      }
    }),
  );
  return new Map([...opened, [view.self, secrets.ownShare] as const]);
}

/**
 * MaskedInputCollection, the participant's part: y_u = x_u + PRG(b_u) + sum over v in U2 of p_{u,v}, modulo
 * 2^32, where p_{u,v} is added by the later of the two in the roster and subtracted by the earlier.
 */
export async function maskInput(
  view: EpochView,
  secrets: WindowSecrets,
  members: ReadonlySet<number>,
  counts: readonly number[],
): Promise<MaskedInputMessage> {
  const cells = await maskOf(secrets.selfSeed, vectorLength);
  addCells(cells, counts);
  await Promise.all(
    [...members].map(async (other) => {
      const seed = secrets.pairSeeds[other];
      if (!seed) return;
      addCells(cells, await maskOf(seed, vectorLength), signOf(view.self, other));
    }),
  );
  return { type: 'masked-input', window: secrets.window, cells: writeCells(cells) };
}

/** The paper's Delta: whether `member` adds or subtracts the mask that it shares with `other`. */
export function signOf(member: number, other: number): 1 | -1 {
  return member > other ? 1 : -1;
}
