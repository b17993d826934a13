import { encodeContribution, vectorLength } from '../../../sdk/meeting/contribution-vector.ts';
import { createSecureClient } from '../../../sdk/meeting/secure/create-secure-client.ts';
import { createSigningKeys } from '../../../sdk/meeting/secure/create-signing-keys.ts';
import type { Roster } from '../../../sdk/meeting/secure/roster.ts';
import type { SecureClient, SecureClientOptions } from '../../../sdk/meeting/secure/secure-client.ts';
import { SecureError, type SecureRefusal } from '../../../sdk/meeting/secure/secure-error.ts';
import type { SigningIdentity } from '../../../sdk/meeting/secure/signing-identity.ts';
import { collectKeys } from '../../../sdk/server/secure/collect-keys.ts';
import { createSecureWindow } from '../../../sdk/server/secure/create-secure-window.ts';
import type {
  SecureRound,
  SecureStep,
  SecureWindowOptions,
} from '../../../sdk/server/secure/secure-window.ts';
import { createTokenIssuer, type TokenIssuer } from './token-issuer.ts';

/** One participant, its client, and what became of it. */
export interface Participant {
  readonly id: string;
  readonly identity: SigningIdentity;
  readonly client: SecureClient;
  /** By window, what it would contribute. */
  readonly inputs: Map<number, readonly number[]>;
  /** What its client refused, in order. */
  readonly refusals: SecureRefusal[];
}

/** A message on its way; `null` from a hook loses it. */
export interface Passing {
  readonly participantId: string;
  readonly round: 'AdvertiseKeys' | SecureRound;
  readonly bytes: Uint8Array;
}

/** What a test does to a window. */
export interface WindowHooks extends Partial<SecureWindowOptions> {
  /** Who sends nothing from this round on. */
  readonly lost?: Partial<Record<SecureRound, readonly string[]>>;
  readonly toClient?: (passing: Passing) => Uint8Array | null;
  readonly toServer?: (passing: Passing) => Uint8Array | null;
}

/** A meeting: real clients, the real service, and every byte between them. */
export interface SecureMeeting {
  readonly issuer: TokenIssuer;
  readonly participants: readonly Participant[];
  /** All that the service received, in order. */
  readonly received: Passing[];
  /** All that the service sent, in order. */
  readonly sent: Passing[];
  /** What the service refused, in order. */
  readonly refused: SecureRefusal[];
  join(id: string, options?: Partial<SecureClientOptions>): Promise<Participant>;
  /** AdvertiseKeys with these participants; by default with all. */
  freeze(among?: readonly Participant[], hooks?: Pick<WindowHooks, 'toClient' | 'toServer'>): Promise<Roster>;
  /** ShareKeys to Unmasking. */
  window(roster: Roster, window: number, hooks?: WindowHooks): Promise<SecureStep>;
}

/** A contribution that is a function of who and when, so that tests know the sums. */
function inputOf(seed: number): readonly number[] {
  const bins = [seed % 6, (seed * 7) % 6, (seed * 5 + 1) % 6, (seed >> 2) % 6, (seed * 11 + 3) % 6];
  return encodeContribution(bins.map((bin) => (bin === 5 ? null : bin)));
}

/** The sum that `ids` should come to. */
export function sumOf(meeting: SecureMeeting, window: number, ids: Iterable<string>): readonly number[] {
  const sum = new Array<number>(vectorLength).fill(0);
  for (const id of ids) {
    const input = meeting.participants.find((participant) => participant.id === id)?.inputs.get(window) ?? [];
    input.forEach((value, cell) => {
      sum[cell] = (sum[cell] ?? 0) + value;
    });
  }
  return sum;
}

/** Starts a meeting of `count` participants, `p00`, `p01`... */
export async function startMeeting(
  count: number,
  options: Partial<SecureClientOptions> = {},
): Promise<SecureMeeting> {
  const meetingId = 'meeting';
  const issuer = await createTokenIssuer();
  const participants: Participant[] = [];
  const received: Passing[] = [];
  const sent: Passing[] = [];
  const refused: SecureRefusal[] = [];
  let epoch = 0;

  const meeting: SecureMeeting = {
    issuer,
    participants,
    received,
    sent,
    refused,
    async join(id, more = {}) {
      const { publicKey, privateKey } = await createSigningKeys();
      const token = await issuer.attest(meetingId, id, publicKey);
      const identity = { participantId: id, token, privateKey };
      const inputs = new Map<number, readonly number[]>();
      const client = createSecureClient({
        meetingId,
        identity,
        verifyIdentity: issuer.verifyIdentity,
        takeInput(window) {
          const input = inputOf(Number.parseInt(id.slice(1), 10) * 13 + window);
          inputs.set(window, input);
          return input;
        },
        ...options,
        ...more,
      });
      const participant = { id, identity, client, inputs, refusals: [] };
      participants.push(participant);
      return participant;
    },
    async freeze(among = participants, hooks = {}) {
      epoch += 1;
      const collection = collectKeys({
        meetingId,
        epoch,
        verifyIdentity: issuer.verifyIdentity,
        largestCohort: options.largestCohort ?? 32,
      });
      await exchange(
        new Map(among.map(({ id }) => [id, collection.request])),
        'AdvertiseKeys',
        hooks,
        collection.receive,
      );
      const { roster, message } = await collection.freeze();
      const ids = roster.members.map(({ participantId }) => participantId);
      await exchange(new Map(ids.map((id) => [id, message])), 'AdvertiseKeys', hooks, () => Promise.reject());
      return roster;
    },
    async window(roster, window, hooks = {}) {
      const service = createSecureWindow(roster, { window, ...hooks });
      let to: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = new Map(
        roster.members.map(({ participantId }) => [participantId, service.request]),
      );
      let step: SecureStep = { kind: 'messages', round: 'ShareKeys', to };
      const lost = new Set<string>();
      while (step.kind === 'messages') {
        for (const id of hooks.lost?.[step.round] ?? []) lost.add(id);
        to = new Map([...step.to].filter(([id]) => !lost.has(id)));
        await exchange(to, step.round, hooks, service.receive);
        step = await service.advance();
      }
      return step;
    },
  };

  async function exchange(
    to: ReadonlyMap<string, Uint8Array>,
    round: Passing['round'],
    hooks: Pick<WindowHooks, 'toClient' | 'toServer'>,
    deliver: (participantId: string, bytes: Uint8Array) => Promise<void>,
  ): Promise<void> {
    const { toClient = (passing) => passing.bytes, toServer = (passing) => passing.bytes } = hooks;
    await Promise.all(
      [...to].map(async ([participantId, bytes]) => {
        const participant = participants.find(({ id }) => id === participantId);
        sent.push({ participantId, round, bytes });
        const arriving = toClient({ participantId, round, bytes });
        if (participant === undefined || arriving === null) return;
        const answer = await participant.client.receive(arriving).catch((error: unknown) => {
          if (!(error instanceof SecureError)) throw error;
          participant.refusals.push(error.refusal);
          return null;
        });
        const leaving = answer === null ? null : toServer({ participantId, round, bytes: answer });
        if (leaving === null) return;
        received.push({ participantId, round, bytes: leaving });
        await deliver(participantId, leaving).catch((error: unknown) => {
          if (!(error instanceof SecureError)) throw error;
          refused.push(error.refusal);
        });
      }),
    );
  }

  for (let index = 0; index < count; index += 1) await meeting.join(`p${String(index).padStart(2, '0')}`);
  return meeting;
}
