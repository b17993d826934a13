import { combine } from 'shamir-secret-sharing';
import { vectorLength } from '../../meeting/contribution-vector.ts';
import { type Bytes, copyBytes, splitBytes } from '../../meeting/secure/canonical-bytes.ts';
import { addCells, expandSeed, maskOf, seedLength, xorBytes } from '../../meeting/secure/mask.ts';
import { signOf } from '../../meeting/secure/masked-input-collection.ts';

/** What the service holds when Unmasking is over. All keys are indexes in the roster. */
export interface UnmaskingMaterial {
  readonly count: number;
  readonly threshold: number;
  /** y_u, of U3. */
  readonly maskedInputs: ReadonlyMap<number, Uint32Array>;
  /** The pairwise seeds under K_u, of U2: for each other member in turn. */
  readonly sealedSeeds: ReadonlyMap<number, Bytes>;
  /** Of each of U5 the shares for each of U2 in turn: of b_v for those in U3, of K_v for the others. */
  readonly shares: ReadonlyMap<number, readonly Bytes[]>;
}

/**
 * Unmasking, the service's part: the sum of the inputs of U3.
 *
 * Reconstructs b_u of all of U3 and takes their self masks off, reconstructs K_v of those who were lost
 * between ShareKeys and MaskedInputCollection, opens their seeds and takes off what the others added for them.
 *
 * @throws Error if shares cannot be combined; wrong ones give a wrong sum, which has to be checked
 */
export async function reconstructSum(material: UnmaskingMaterial): Promise<Uint32Array> {
  const { count, threshold, maskedInputs, sealedSeeds, shares } = material;
  const sharers = [...sealedSeeds.keys()].sort((a, b) => a - b);
  const witnesses = [...shares.values()].slice(0, threshold);
  const sum = new Uint32Array(vectorLength);
  for (const cells of maskedInputs.values()) addCells(sum, cells);

  await Promise.all(
    sharers.map(async (member, place) => {
      const secret = await combineShares(witnesses.map((row) => row[place] ?? new Uint8Array()));
      if (maskedInputs.has(member)) {
        addCells(sum, await maskOf(secret, vectorLength), -1);
        return;
      }
      const sealed = sealedSeeds.get(member) ?? new Uint8Array();
      const seeds = splitBytes(xorBytes(sealed, await expandSeed(secret, sealed.length)), seedLength);
      const others = Array.from({ length: count }, (_, index) => index).filter((index) => index !== member);
      await Promise.all(
        others.map(async (other, index) => {
          const seed = seeds[index];
          if (seed === undefined || !maskedInputs.has(other)) return;
          addCells(sum, await maskOf(seed, vectorLength), signOf(other, member) === 1 ? -1 : 1);
        }),
      );
    }),
  );
  return sum;
}

async function combineShares(shares: readonly Bytes[]): Promise<Bytes> {
  return copyBytes(await combine([...shares]));
}
