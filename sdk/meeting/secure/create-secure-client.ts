import type { Bytes } from './canonical-bytes.ts';
import { createClientEpoch } from './client-epoch.ts';
import { createClientWindow } from './client-window.ts';
import { checkCohortLimits, largestCohort, smallestCohort } from './cohort-limits.ts';
import { readServerMessage, writeClientMessage } from './read-secure-message.ts';
import type { SecureClient, SecureClientOptions } from './secure-client.ts';
import type { SecureClientMessage, SecureServerMessage } from './secure-messages.ts';

/**
 * One participant's side of the secure aggregation of Bonawitz et al. 2017 (*Practical Secure Aggregation
 * for Privacy-Preserving Machine Learning*, CCS), figure 4, with the parts for an active adversary: the
 * service learns the sum of the contributions of a cohort, and no part of it that is less.
 *
 * | round | from the service | to the service |
 * |---|---|---|
 * | AdvertiseKeys, once per epoch | `advertise-keys`, later `roster` (U1) | `keys`: c^PK, s^PK, signed |
 * | ShareKeys | `share-keys` | `shares`: to each member its share of b_u and K_u; the seeds under K_u |
 * | MaskedInputCollection | `ciphertexts` (U2) | `masked-input`: y_u |
 * | ConsistencyCheck | `survivors` (U3) | `consistency`: U3, signed |
 * | Unmasking | `signatures` (U4) | `unmasking`: for each of U2 a share of b_v or of K_v, never of both |
 *
 * Where it departs from the paper:
 *
 * 1. *Keys last an epoch* (the windows of a frozen cohort), not one run. Every key and seed of a window is
 *    derived with HKDF from epoch and window number, and so separate from that of any other; so is every
 *    signature and every encrypted share. A window number is answered once and only upwards.
 * 2. *K_u is shared, not s_u^SK.* With keys that last, the paper's way would be fatal: s_u^SK, opened because
 *    u dropped out of one window, also gives u's pairwise masks of the windows before, whose b_u are open,
 *    and thereby u's vectors. So u draws a key K_u for each window, seals the window's n - 1 pairwise seeds with it
 *    for the service, and shares K_u. Opening it tells exactly what s_u^SK would have told of this window,
 *    and nothing of any other: a drop-out costs no epoch. It also lets s_u^SK stay non-extractable in WebCrypto.
 *    The price: 16 bytes per peer and window. A member who seals wrong seeds spoils the sum; so does one who
 *    shares a wrong s_u^SK, or a wrong vector.
 * 3. *Shares are opened on arrival*, not in Unmasking (see `openShares`).
 * 4. *Seeds have 128 bits*, the strength of P-256; shares travel under AES-256-GCM, masks are AES-128-CTR.
 * 5. *More is refused*: fewer than `smallestCohort` contributors, and a roster or a survivor set that differs by
 *    one or two people from the last one that was agreed to, as their difference would tell of them.
 *
 * The claim: with t above 2n/3, tokens from an issuer apart from the service, and a roster that is the
 * call's own, a service that breaks the protocol at will, together with fewer than a third of the cohort,
 * learns of the others only their sum. Against an issuer in league with the service it holds only if both
 * are honest but curious. It does not cover: code served by the same party, who takes part, a vector that is a lie
 * (no proof of validity), a sum that is telling in itself (everyone in one bin), denial of service.
 *
 * @remarks Pure apart from WebCrypto and `takeInput`: no transport, no timers, no DOM.
 * @throws TypeError naming the option that is missing or out of range
 */
export function createSecureClient(options: SecureClientOptions): SecureClient {
  const limits = {
    smallest: options.smallestCohort ?? smallestCohort,
    largest: options.largestCohort ?? largestCohort,
  };
  if (typeof options.takeInput !== 'function') throw new TypeError('takeInput: a function is needed');
  if (typeof options.verifyIdentity !== 'function')
    throw new TypeError('verifyIdentity: a function is needed');
  if (options.identity?.privateKey === undefined)
    throw new TypeError('identity: a SigningIdentity is needed');
  checkCohortLimits(limits.smallest, limits.largest);

  const epoch = createClientEpoch(options, limits);
  const window = createClientWindow(options, limits);
  let generation = 0;
  let queue: Promise<unknown> = Promise.resolve();

  return {
    receive(data) {
      const mine = generation;
      const answer = queue.then(() => (mine === generation ? answerTo(data, mine) : null));
      queue = answer.catch(() => {});
      return answer;
    },
    forget() {
      generation += 1;
      forgetAll();
    },
  };

  function forgetAll(): void {
    epoch.forget();
    window.forget();
  }

  async function answerTo(data: Uint8Array, mine: number): Promise<Bytes | null> {
    try {
      const message = await respond(readServerMessage(data));
      if (mine === generation) return message === null ? null : writeClientMessage(message);
      // Forgotten meanwhile: what the round has just left goes as well.
      forgetAll();
      return null;
    } catch (error) {
      window.forget();
      throw error;
    }
  }

  function respond(message: SecureServerMessage): Promise<SecureClientMessage | null> {
    switch (message.type) {
      case 'advertise-keys':
        window.forget();
        return epoch.advertise(message.epoch);
      case 'draw':
        return Promise.resolve(epoch.reveal(message));
      case 'drawn':
        return epoch.acceptDraw(message);
      case 'roster':
        return epoch.acceptRoster(message);
      case 'share-keys':
        return window.share(epoch.view, message.window);
      case 'ciphertexts':
        return window.mask(epoch.view, message);
      case 'survivors':
        return window.agree(epoch.view, message);
      case 'signatures':
        return window.unmask(epoch.view, message);
    }
  }
}
