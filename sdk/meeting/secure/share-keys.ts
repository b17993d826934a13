import { split } from 'shamir-secret-sharing';
import { type Bytes, contextBytes, copyBytes, joinBytes } from './canonical-bytes.ts';
import { type PairSecrets, pairSeedOf, shareKeyOf } from './epoch-keys.ts';
import { expandSeed, seedLength, xorBytes } from './mask.ts';
import type { Roster } from './roster.ts';
import type { SharesMessage } from './secure-messages.ts';

/** One member's view of an epoch. */
export interface EpochView {
  readonly roster: Roster;
  /** The own index in the roster. */
  readonly self: number;
  readonly pairs: readonly (PairSecrets | null)[];
}

/** What a member keeps from ShareKeys until its window ends. */
export interface WindowSecrets {
  readonly window: number;
  /** b_u, the seed of the self mask. */
  readonly selfSeed: Bytes;
  /** The seeds of the pairwise masks by index; `null` at the own place. */
  readonly pairSeeds: readonly (Bytes | null)[];
  readonly shareKeys: readonly (CryptoKey | null)[];
  /** The share of the own secrets that one keeps oneself. */
  readonly ownShare: Bytes;
}

/** AES-GCM's parameters for the one message from a member to another in a window. */
export function shareParameters(window: number, from: number, to: number): AesGcmParams {
  const iv = new Uint8Array(12);
  iv[0] = from;
  return { name: 'AES-GCM', iv, additionalData: contextBytes('Share', window, from, to), tagLength: 128 };
}

/**
 * ShareKeys, the participant's part.
 *
 * Draws two secrets for this window, b_u (the self mask's seed) and K_u (the key that the pairwise seeds
 * are sealed with), splits both t-out-of-n and encrypts to each member its share of both. Both are split in
 * one call: every byte has a polynomial of its own, so a share of one half tells nothing of the other.
 *
 * Where the paper shares s_u^SK, K_u is shared, and with it goes to the service: the window's pairwise
 * seeds under K_u (see `createSecureClient` for why, and what follows).
 */
export async function shareKeys(
  view: EpochView,
  window: number,
): Promise<{ readonly secrets: WindowSecrets; readonly message: SharesMessage }> {
  const { roster, self, pairs } = view;
  const selfSeed = crypto.getRandomValues(new Uint8Array(seedLength));
  const sealKey = crypto.getRandomValues(new Uint8Array(seedLength));
  const count = roster.members.length;
  const split32 = await split(joinBytes([selfSeed, sealKey]), count, roster.threshold);
  const shares = split32.map((share) => copyBytes(share));

  const each = await Promise.all(
    pairs.map(async (pair, index) => {
      const share = shares[index];
      if (pair === null || share === undefined) return null;
      const [key, seed] = await Promise.all([
        shareKeyOf(pair, roster.id, window, self, index),
        pairSeedOf(pair, roster.id, window, self, index),
      ]);
      const ciphertext = await crypto.subtle.encrypt(shareParameters(window, self, index), key, share);
      return { key, seed, ciphertext: new Uint8Array(ciphertext) };
    }),
  );
  const others = each.filter((entry) => entry !== null);
  // K_u is used this once, so a pad is all that sealing takes; only the service could alter it, to its own loss.
  const seeds = joinBytes(others.map((entry) => entry.seed));
  const sealedSeeds = xorBytes(seeds, await expandSeed(sealKey, seeds.length));
  return {
    secrets: {
      window,
      selfSeed,
      pairSeeds: each.map((entry) => entry?.seed ?? null),
      shareKeys: each.map((entry) => entry?.key ?? null),
      ownShare: shares[self] ?? new Uint8Array(),
    },
    message: {
      type: 'shares',
      window,
      ciphertexts: joinBytes(others.map((entry) => entry.ciphertext)),
      sealedSeeds,
    },
  };
}
