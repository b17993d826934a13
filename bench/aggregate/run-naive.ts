import { combine } from 'shamir-secret-sharing';
import { thresholdOf } from '../../sdk/meeting/secure/cohort-limits.ts';
import { addCells } from '../../sdk/meeting/secure/mask.ts';
import type { Meter } from './meter.ts';
import { createNaiveParticipant, prg } from './naive-participant.ts';

/**
 * One window of the naive implementation, nobody dropping out.
 *
 * @param participants - counts what the participants compute, not the service
 * @returns the sum
 */
export async function runNaive(
  inputs: readonly (readonly number[])[],
  signing: readonly CryptoKeyPair[],
  participants: Meter,
): Promise<readonly number[]> {
  const cells = inputs[0]?.length ?? 0;
  const threshold = thresholdOf(inputs.length);
  const everyone = signing.map((keys) => createNaiveParticipant(keys, cells));
  const round = <T>(
    task: (participant: (typeof everyone)[number], index: number) => Promise<T>,
  ): Promise<T[]> => participants.during(() => Promise.all(everyone.map(task)));

  const advertised = await round((participant) => participant.advertiseKeys());
  const ciphertexts = await round((participant, self) => participant.shareKeys(advertised, self, threshold));
  const masked = await round((participant, self) =>
    participant.maskInput(
      ciphertexts.map((from) => from[self] ?? new Uint8Array()),
      inputs[self] ?? [],
    ),
  );
  const survivors = Uint8Array.from(everyone.keys());
  const signatures = await round((participant) => participant.checkConsistency(survivors));
  const shares = await round((participant) => participant.unmask(signatures));

  const sum = new Uint32Array(cells);
  for (const [member, input] of masked.entries()) {
    addCells(sum, input);
    const seed = await combine(shares.slice(0, threshold).map((row) => row[member] ?? new Uint8Array()));
    addCells(sum, await prg(new Uint8Array(seed), cells), -1);
  }
  return [...sum];
}
