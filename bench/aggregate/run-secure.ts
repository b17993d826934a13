import { createSecureClient } from '../../sdk/meeting/secure/create-secure-client.ts';
import type { Roster } from '../../sdk/meeting/secure/roster.ts';
import type { SecureClient } from '../../sdk/meeting/secure/secure-client.ts';
import type { AttestedIdentity } from '../../sdk/meeting/secure/signing-identity.ts';
import { collectKeys } from '../../sdk/server/secure/collect-keys.ts';
import { createSecureWindow } from '../../sdk/server/secure/create-secure-window.ts';
import type { Meter } from './meter.ts';

/** Bytes of all participants together. */
export interface Traffic {
  up: number;
  down: number;
}

/** A cohort whose keys are agreed on. */
export interface SecureCohort {
  readonly clients: ReadonlyMap<string, SecureClient>;
  readonly roster: Roster;
  /** What AdvertiseKeys took. */
  readonly traffic: Traffic;
}

/**
 * AdvertiseKeys of a cohort. Whose key is whose is looked up: what verifying a token takes depends on its
 * issuer, and it would be the same for any protocol.
 */
export async function beginEpoch(
  inputs: readonly (readonly number[])[],
  signing: readonly CryptoKeyPair[],
  participants: Meter,
): Promise<SecureCohort> {
  const identities = new Map<string, AttestedIdentity>();
  for (const [index, { publicKey }] of signing.entries()) {
    const signingKey = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
    identities.set(tokenOf(index), { meetingId: 'bench', participantId: `p${index}`, signingKey });
  }
  const verifyIdentity = async (token: string): Promise<AttestedIdentity> => {
    const identity = identities.get(token);
    if (identity === undefined) throw new Error('unknown token');
    return identity;
  };
  const clients = new Map(
    signing.map(({ privateKey }, index) => {
      const identity = { participantId: `p${index}`, token: tokenOf(index), privateKey };
      const takeInput = (): readonly number[] | null => inputs[index] ?? null;
      const options = { meetingId: 'bench', identity, verifyIdentity, takeInput, largestCohort: 64 };
      return [`p${index}`, createSecureClient(options)] as const;
    }),
  );
  const traffic = { up: 0, down: 0 };
  const keys = collectKeys({ meetingId: 'bench', epoch: 1, verifyIdentity, largestCohort: 64 });
  const to = (bytes: Uint8Array): Map<string, Uint8Array> =>
    new Map([...clients.keys()].map((id) => [id, bytes]));
  const answers = await deliver(clients, to(keys.request), traffic, participants);
  for (const [id, bytes] of answers) await keys.receive(id, bytes);
  const { roster, message } = await keys.freeze();
  await deliver(clients, to(message), traffic, participants);
  return { clients, roster, traffic };
}

/** One window, nobody dropping out. */
export async function runWindow(
  { clients, roster }: SecureCohort,
  window: number,
  participants: Meter,
  service: Meter,
): Promise<{ readonly sum: readonly number[]; readonly traffic: Traffic }> {
  const traffic = { up: 0, down: 0 };
  const machine = createSecureWindow(roster, { window });
  let to: ReadonlyMap<string, Uint8Array> = new Map([...clients.keys()].map((id) => [id, machine.request]));
  for (;;) {
    const answers = await deliver(clients, to, traffic, participants);
    const step = await service.during(async () => {
      for (const [id, bytes] of answers) await machine.receive(id, bytes);
      return machine.advance();
    });
    if (step.kind === 'withheld') throw new Error(step.reason);
    if (step.kind === 'summed') return { sum: step.sum, traffic };
    to = step.to;
  }
}

async function deliver(
  clients: ReadonlyMap<string, SecureClient>,
  to: ReadonlyMap<string, Uint8Array>,
  traffic: Traffic,
  participants: Meter,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const answers = await participants.during(() =>
    Promise.all([...to].map(async ([id, bytes]) => [id, await clients.get(id)?.receive(bytes)] as const)),
  );
  const given = answers.flatMap(([id, bytes]) => (bytes ? [[id, bytes] as const] : []));
  for (const bytes of to.values()) traffic.down += bytes.length;
  for (const [, bytes] of given) traffic.up += bytes.length;
  return new Map(given);
}

/** As long as a signed token with a key in it. */
function tokenOf(index: number): string {
  return `token of participant ${index} `.padEnd(420, '.');
}
