import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import { groupSignals } from '../../sdk/meeting/group-signals.ts';
import { createSecureClient } from '../../sdk/meeting/secure/create-secure-client.ts';
import { createSigningKeys } from '../../sdk/meeting/secure/create-signing-keys.ts';
import type { SecureClient } from '../../sdk/meeting/secure/secure-client.ts';
import { SecureError } from '../../sdk/meeting/secure/secure-error.ts';
import type { AttestedIdentity } from '../../sdk/meeting/secure/signing-identity.ts';
import { settleOptions } from '../../sdk/server/aggregator-options.ts';
import { createCohortGuard } from '../../sdk/server/create-cohort-guard.ts';
import { createMemoryStore } from '../../sdk/server/create-memory-store.ts';
import type { WindowOutcome } from '../../sdk/server/room-collection.ts';
import { createSecureCollection } from '../../sdk/server/secure/create-secure-collection.ts';
import { createMeter } from './meter.ts';

/** A meeting of many, in one process: real clients, the real collection, and every byte between them. */
export interface SimulatedMeeting {
  /** Everyone who is still there. */
  readonly present: ReadonlySet<string>;
  /**
   * Plays a window.
   *
   * @param leaving - after how many of its rounds who goes away
   */
  window(leaving?: ReadonlyMap<string, number>): Promise<{
    readonly outcome: WindowOutcome;
    /** What the outcome's members contributed, cell by cell. */
    readonly expected: readonly number[];
    /** Processor time of the service alone. */
    readonly serviceSeconds: number;
  }>;
}

const meetingId = 'large';

/** Brings a meeting together. Whose key is whose is looked up: verifying a token costs what its issuer makes it cost. */
export async function simulateMeeting(count: number): Promise<SimulatedMeeting> {
  const identities = new Map<string, AttestedIdentity>();
  const verifyIdentity = async (token: string): Promise<AttestedIdentity> => {
    const identity = identities.get(token);
    if (identity === undefined) throw new Error('unknown token');
    return identity;
  };
  const settings = settleOptions({
    store: createMemoryStore(),
    verifyToken: () => Promise.reject(new Error('not asked')),
    windowSeconds: 7_200,
    // Rounds end when everyone has answered or gone.
    collectSeconds: 3_600,
    secure: { verifyIdentity },
  });
  const clients = new Map<string, SecureClient>();
  const inputs = new Map<string, readonly number[]>();
  const present = new Set<string>();
  const meter = createMeter();
  let arriving: [string, Uint8Array][] = [];
  let window = 0;

  const collection = createSecureCollection(
    meetingId,
    settings,
    settings.secure ?? { verifyIdentity, largestCohort: 32 },
    createCohortGuard(meetingId, settings),
    {
      everyone: () => present,
      send(id, message) {
        if (present.has(id)) arriving.push([id, message]);
      },
    },
  );

  for (let index = 0; index < count; index += 1) {
    const id = `p${String(index).padStart(4, '0')}`;
    const token = `token of participant ${id} `.padEnd(420, '.');
    const { publicKey, privateKey } = await createSigningKeys();
    identities.set(token, { meetingId, participantId: id, signingKey: publicKey });
    const identity = { participantId: id, token, privateKey };
    const takeInput = (): readonly number[] => {
      const bins = groupSignals.map((_, signal) => (index * 7 + signal * 3 + window) % 6);
      const input = encodeContribution(bins.map((bin) => (bin === 5 ? null : bin)));
      inputs.set(id, input);
      return input;
    };
    clients.set(id, createSecureClient({ meetingId, identity, verifyIdentity, takeInput }));
    present.add(id);
    collection.join(id);
  }
  await exchange();

  /** Every participant answers what has come; then the service works until it has nothing to do. */
  async function exchange(): Promise<boolean> {
    const batch = arriving;
    arriving = [];
    if (batch.length === 0) return false;
    const answers: [string, Uint8Array][] = [];
    for (const [id, message] of batch) {
      const answer = await clients.get(id)?.receive(message);
      if (answer && present.has(id)) answers.push([id, answer]);
    }
    await meter.during(async () => {
      await Promise.all(
        answers.map(([id, answer]) =>
          collection.receive(id, answer).catch((error: unknown) => {
            if (!(error instanceof SecureError)) throw error;
          }),
        ),
      );
      await quiet();
    });
    return true;
  }

  async function quiet(): Promise<void> {
    for (let seen = -1; seen !== arriving.length; ) {
      seen = arriving.length;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  return {
    present,
    async window(leaving = new Map()) {
      window += 1;
      inputs.clear();
      meter.take();
      await collection.open(window);
      await meter.during(async () => {
        collection.begin(window);
        await quiet();
      });
      for (let round = 0; ; round += 1) {
        for (const [id, after] of leaving) {
          if (after !== round || !present.delete(id)) continue;
          await collection.remove(id);
        }
        if (!(await exchange())) break;
      }
      const outcome = await meter.during(() => collection.close(window));
      const serviceSeconds = meter.take() / 1000;
      await exchange();
      const members = outcome.kind === 'summed' ? outcome.members : new Set<string>();
      const expected: number[] = [];
      for (const id of members) {
        inputs.get(id)?.forEach((value, cell) => {
          expected[cell] = (expected[cell] ?? 0) + value;
        });
      }
      return { outcome, expected, serviceSeconds };
    },
  };
}
