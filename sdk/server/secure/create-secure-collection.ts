import type { Bytes } from '../../meeting/secure/canonical-bytes.ts';
import { readClientMessage } from '../../meeting/secure/read-secure-message.ts';
import { SecureError } from '../../meeting/secure/secure-error.ts';
import { largestDraw } from '../../meeting/secure/secure-messages.ts';
import { smallestSeries } from '../../meeting/smallest-group.ts';
import type { AggregatorSettings, SecureAggregationOptions } from '../aggregator-options.ts';
import type { CohortGuard } from '../create-cohort-guard.ts';
import { sumOf } from '../publish-window.ts';
import type { RoomCollection, WindowOutcome } from '../room-collection.ts';
import { collectKeys, type KeyCollection } from './collect-keys.ts';
import { collectNonces, type NonceCollection } from './collect-nonces.ts';
import { type Cohort, createCohort } from './create-cohort.ts';
import { createRoundGate } from './create-round-gate.ts';
import { type CohortLayout, layOutCohorts } from './lay-out-cohorts.ts';
import type { SecureStep, SecureWithheld } from './secure-window.ts';

/** How a collection reaches the participants. */
export interface RoomWire {
  /** Everyone who is connected. */
  everyone(): Iterable<string>;
  send(participantId: string, message: Bytes): void;
}

/** Keys, a draw, and the four rounds of a window. */
const roundsAtMost = 6;

/**
 * Creates a collection of blind contributions (see `createSecureClient` for the protocol).
 *
 * Keys of the next epoch are collected all the time from those who are in no cohort. When a window ends, the
 * guard against differencing says whom a sum may cover. If the cohorts at hand cover them, their rounds are
 * played; otherwise those who are concerned are asked for keys of a new epoch first.
 */
export function createSecureCollection(
  meetingId: string,
  settings: AggregatorSettings,
  secure: Required<SecureAggregationOptions>,
  guard: CohortGuard,
  wire: RoomWire,
): RoomCollection {
  const { clock, k } = settings;
  const { largestCohort: largest, verifyIdentity } = secure;
  const gate = createRoundGate(clock);
  let epoch = 0;
  let keys = collectAnew();
  let nonces: NonceCollection | null = null;
  let cohorts: readonly Cohort[] = [];
  /** Who left or withdrew since the last window. */
  let removed = new Set<string>();
  let running: Promise<WindowOutcome> | null = null;

  function collectAnew(): KeyCollection {
    // By the clock, so that numbers rise over a restart as well.
    epoch = Math.max(epoch + 1, Math.floor(clock.nowMs()));
    const mostParticipants = settings.limits.participantsPerMeeting;
    const limits = { smallestCohort: k, largestCohort: largest, mostParticipants };
    return collectKeys({ meetingId, epoch, verifyIdentity, ...limits });
  }

  function forget(participantId: string): void {
    keys.remove(participantId);
    for (const cohort of cohorts) cohort.lose(participantId);
  }

  const willing = (): ReadonlySet<string> =>
    new Set([...cohorts.flatMap((cohort) => [...cohort.members].filter(cohort.holds)), ...keys.participants]);
  const holder = (participantId: string): Cohort | undefined =>
    cohorts.find((cohort) => cohort.holds(participantId));
  const reusable = (group: ReadonlySet<string>): Cohort | undefined =>
    cohorts.find((cohort) => group.size >= cohort.threshold && [...group].every(cohort.holds));
  const untilOf = (endMs: number, roundsLeft: number): number =>
    clock.nowMs() + (endMs - clock.nowMs()) / roundsLeft;

  /** Whom the window may cover, in which cohorts. */
  async function layOut(willing: ReadonlySet<string>): Promise<CohortLayout | SecureWithheld> {
    const group = await guard.foresee(willing);
    if (group === null) return willing.size < k ? 'too-few-members' : 'not-admitted';
    const strangers = await guard.strangersAmong(group);
    const present = cohorts.map((cohort) => cohort.members);
    return layOutCohorts(group, present, strangers, { k, largest, largestDraw });
  }

  async function askForKeys(layout: CohortLayout, endMs: number): Promise<boolean> {
    const fresh = layout.cohorts.filter((group) => reusable(group) === undefined);
    const known = keys.participants;
    const asked = [...fresh, layout.toDraw].flatMap((group) => [...group].filter((id) => !known.has(id)));
    for (const id of asked) {
      // Whoever makes new keys forgets the old ones.
      holder(id)?.lose(id);
      wire.send(id, keys.request);
    }
    if (asked.length === 0) return false;
    const isComplete = (): boolean => {
      const there = keys.participants;
      return asked.every((id) => there.has(id) || removed.has(id));
    };
    await gate.wait(isComplete, untilOf(endMs, roundsAtMost));
    return true;
  }

  async function draw(among: ReadonlySet<string>, endMs: number): Promise<readonly ReadonlySet<string>[]> {
    const committed = [...among].map((id) => [id, keys.commitmentOf(id) ?? new Uint8Array()] as const);
    const drawing = collectNonces(meetingId, epoch, new Map(committed), largest);
    nonces = drawing;
    for (const id of among) wire.send(id, drawing.request);
    const isComplete = (): boolean =>
      drawing.awaited.size === 0 || [...drawing.awaited].some((id) => removed.has(id));
    await gate.wait(isComplete, untilOf(endMs, roundsAtMost - 1));
    nonces = null;
    const drawn = await drawing.draw();
    // Those who didn't answer won't be in the next draw.
    if (drawn === null) return [];
    for (const id of among) wire.send(id, drawn.message);
    return drawn.cohorts;
  }

  /** Brings the cohorts into line with the layout; a group that isn't ready waits for the next window. */
  async function regroup(
    layout: CohortLayout,
    endMs: number,
  ): Promise<ReadonlyMap<Cohort, ReadonlySet<string>>> {
    const there = keys.participants;
    const isReady = (group: ReadonlySet<string>): boolean => [...group].every((id) => there.has(id));
    const drawn = layout.toDraw.size > 0 && isReady(layout.toDraw) ? await draw(layout.toDraw, endMs) : [];
    const next = new Map<Cohort, ReadonlySet<string>>();
    const groups = [...layout.cohorts, ...drawn];
    for (const group of groups) {
      const present = reusable(group);
      if (present !== undefined) next.set(present, group);
      else if (isReady(group) && (await guard.admit(group, groups.length > 1))?.size === group.size) {
        const cohort = createCohort(await keys.freeze(group), {
          clock,
          k,
          send: wire.send,
        });
        for (const id of group) if (removed.has(id)) cohort.lose(id);
        next.set(cohort, group);
      }
    }
    cohorts = [...next.keys()];
    return next;
  }

  async function run(window: number, endMs: number): Promise<WindowOutcome> {
    const there = willing();
    if (!(await guard.isSettled(there))) return withheld(there.size < k ? 'too-few-members' : 'not-admitted');
    let layout = await layOut(there);
    if (typeof layout !== 'string' && (await askForKeys(layout, endMs))) layout = await layOut(willing());
    if (typeof layout === 'string') return withheld(layout);
    const ready = await regroup(layout, endMs);
    const isPart = ready.size > 1;
    const admit = (contributors: ReadonlySet<string>) => guard.admit(contributors, isPart);
    const played = [...ready].map(([cohort, group]) => cohort.run({ window, among: group, endMs, admit }));
    const steps = await Promise.all(played);
    const summed = steps.filter((step) => step.kind === 'summed');
    if (summed.length === 0) return withheld(reasonOf(steps));
    const members = new Set(summed.flatMap(({ contributors }) => [...contributors]));
    // Several cohorts of which too few came to a sum: what is left is not what the meeting began with.
    if (isPart && members.size < smallestSeries) return withheld('not-admitted');
    return { kind: 'summed', sum: sumOf(summed.map(({ sum }) => sum)), members };
  }

  return {
    join(participantId) {
      forget(participantId);
      removed.delete(participantId);
      wire.send(participantId, keys.request);
    },
    async remove(participantId) {
      removed.add(participantId);
      forget(participantId);
      gate.look();
    },
    async open(window) {
      // Nothing is kept of it but that it has begun: whoever takes over from this node has to say so.
      await settings.store.open({ meetingId, window }, 2000 * settings.collectSeconds + 10_000);
    },
    // What the rounds need is in the pages' memory and in that of the node that conducted them. A page forgets its part
    // when its connection breaks: two answers to one round could tell more than one, unless they were the same bytes.
    async resume(window) {
      await settings.store.take({ meetingId, window });
      return false;
    },
    begin(window) {
      running = run(window, clock.nowMs() + settings.collectSeconds * 1000);
      // Told by `close`, which may come much later.
      running.catch(() => {});
    },
    async contribute() {
      return 'blind-only';
    },
    async receive(participantId, bytes) {
      const message = readClientMessage(bytes);
      if (message.type === 'keys') {
        await keys.receive(participantId, bytes);
        if (removed.has(participantId)) keys.remove(participantId);
        gate.look();
      } else if (message.type === 'reveal') {
        if (nonces === null) throw new SecureError('out-of-turn', 'type', 'There is no draw.');
        await nonces.receive(participantId, message);
        gate.look();
      } else {
        const cohort = holder(participantId);
        if (cohort === undefined) throw new SecureError('not-in-roster', '', 'Not in any cohort.');
        await cohort.receive(participantId, bytes);
      }
    },
    async close(window) {
      const outcome = await (running ?? withheld('too-few-members'));
      running = null;
      await settings.store.take({ meetingId, window });
      removed = new Set();
      guard.remember(willing());
      keys = collectAnew();
      for (const id of wire.everyone()) if (holder(id) === undefined) wire.send(id, keys.request);
      return outcome;
    },
    async stop() {
      gate.open();
      for (const cohort of cohorts) cohort.stop();
      await running?.catch(() => {});
      running = null;
      cohorts = [];
    },
  };
}

function reasonOf(steps: readonly SecureStep[]): SecureWithheld {
  return steps.find((step) => step.kind === 'withheld')?.reason ?? 'not-admitted';
}

function withheld(why: SecureWithheld): WindowOutcome {
  const reasons = {
    'too-few-members': 'too-few-contributors',
    'not-admitted': 'group-changed',
    'sum-implausible': 'sum-implausible',
  } as const;
  return { kind: 'withheld', reason: reasons[why] };
}
