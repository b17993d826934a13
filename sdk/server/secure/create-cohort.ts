import type { MeetingClock } from '../../meeting/meeting-clock.ts';
import type { Bytes } from '../../meeting/secure/canonical-bytes.ts';
import { SecureError } from '../../meeting/secure/secure-error.ts';
import type { FrozenCohort } from './collect-keys.ts';
import { createRoundGate } from './create-round-gate.ts';
import { createSecureWindow } from './create-secure-window.ts';
import type { SecureStep, SecureWindow } from './secure-window.ts';

/** A cohort whose roster its members have; it is good for any number of windows. */
export interface Cohort {
  readonly members: ReadonlySet<string>;
  /** Fewer cannot unmask a sum. */
  readonly threshold: number;
  /** Whether the participant is a member who, as far as can be known, still has the keys. */
  holds(participantId: string): boolean;
  /** The member has left, or is asked for new keys: these ones are forgotten. */
  lose(participantId: string): void;
  /** Plays all rounds of one window. */
  run(options: CohortWindow): Promise<SecureStep>;
  /** @throws SecureError naming why the message is left out */
  receive(participantId: string, message: Uint8Array): Promise<void>;
  /** Waits no longer. */
  stop(): void;
}

/** One window of a cohort. */
export interface CohortWindow {
  readonly window: number;
  /** The members that may take part. */
  readonly among: ReadonlySet<string>;
  /** It takes until then at most. */
  readonly endMs: number;
  /** See `SecureWindowOptions`. */
  readonly admit: (contributors: ReadonlySet<string>) => Promise<ReadonlySet<string> | null>;
}

/** What a cohort works with. */
export interface CohortOptions {
  readonly clock: MeetingClock;
  readonly k: number;
  readonly send: (participantId: string, message: Bytes) => void;
}

const roundsPerWindow = 4;

/** Tells the members their roster. */
export function createCohort({ roster, message }: FrozenCohort, options: CohortOptions): Cohort {
  const { clock, k, send } = options;
  const members = new Set(roster.members.map(({ participantId }) => participantId));
  const lost = new Set<string>();
  const gate = createRoundGate(clock);
  let machine: SecureWindow | null = null;
  for (const id of members) send(id, message);

  return {
    members,
    threshold: roster.threshold,
    holds: (participantId) => members.has(participantId) && !lost.has(participantId),
    lose(participantId) {
      if (!members.has(participantId)) return;
      lost.add(participantId);
      machine?.drop(participantId);
      gate.look();
    },
    async run({ window, among, endMs, admit }) {
      const rounds = createSecureWindow(roster, { window, smallestCohort: k, admit });
      for (const id of members) if (lost.has(id) || !among.has(id)) rounds.drop(id);
      machine = rounds;
      try {
        for (const id of rounds.awaited) send(id, rounds.request);
        for (let left = roundsPerWindow; ; left -= 1) {
          const untilMs = clock.nowMs() + (endMs - clock.nowMs()) / Math.max(1, left);
          await gate.wait(() => rounds.awaited.size === 0, untilMs);
          const step = await rounds.advance();
          if (step.kind !== 'messages') return step;
          for (const [id, bytes] of step.to) send(id, bytes);
        }
      } finally {
        machine = null;
      }
    },
    async receive(participantId, bytes) {
      if (machine === null) throw new SecureError('out-of-turn', '', 'No window is open.');
      await machine.receive(participantId, bytes);
      gate.look();
    },
    stop: gate.open,
  };
}
