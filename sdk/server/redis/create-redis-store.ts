import * as v from 'valibot';
import { AssentError } from '../../errors.ts';
import type { AggregationStore, PutResult, WindowKey } from '../aggregation-store.ts';
import { type MeetingGuard, meetingGuardSchema, noGuard } from '../meeting-guard.ts';
import type { RedisLink } from './redis-link.ts';

/** A closed window's number is remembered for this long; nobody opens one again after that. */
const closedMs = 3_600_000;

const putResult = v.picklist(['stored', 'already-contributed', 'window-closed'] satisfies PutResult[]);
const countsSchema = v.array(v.number());

interface KnownGuard {
  readonly atMs: number;
  readonly guard: MeetingGuard;
  /** Windows shown with noise, as far as this process knows. */
  readonly releases: number;
  /** By the monotonic clock of this process. */
  readonly untilMs: number;
}

/**
 * Keeps windows and guards in Redis, for as long as their keys live. Guards are also remembered by the process
 * that wrote or read them, and given back to a Redis that has lost its memory.
 */
export function createRedisStore(link: RedisLink): AggregationStore {
  const known = new Map<string, KnownGuard>();
  const homeOf = (meetingId: string): string => `${link.prefix}home:${meetingId}`;
  const windowOf = ({ meetingId, window }: WindowKey): string =>
    `${link.prefix}window:${window}:${meetingId}`;
  const takenOf = (meetingId: string): string => `${link.prefix}taken:${meetingId}`;
  const untoldOf = (meetingId: string): string => `${link.prefix}untold:${meetingId}`;
  const guardOf = (meetingId: string): string => `${link.prefix}guard:${meetingId}`;

  link.onReconnect(() => {
    for (const [meetingId, { atMs, guard, releases, untilMs }] of known) {
      const keepMs = Math.floor(untilMs - performance.now());
      if (keepMs <= 0) known.delete(meetingId);
      // What fails now is tried again when the connection stands the next time.
      else
        link
          .run('assentRestoreGuard', guardOf(meetingId), atMs, JSON.stringify(guard), keepMs, releases)
          .catch(() => {});
    }
  });

  function remember(meetingId: string, guard: KnownGuard): void {
    known.set(meetingId, guard);
    for (const [other, { untilMs }] of known) {
      // In the order of writing: the first that still lives ends the look.
      if (untilMs > performance.now()) break;
      known.delete(other);
    }
  }

  return {
    async open(key, keepMs) {
      const { meetingId, window } = key;
      const keys = [homeOf(meetingId), windowOf(key), takenOf(meetingId), untoldOf(meetingId)];
      await link.run('assentOpen', ...keys, link.node, window, Math.ceil(keepMs));
    },
    async unfinished(meetingId) {
      const text = await link.command((redis) => redis.get(untoldOf(meetingId)));
      if (text === null) return null;
      const window = Number(text);
      const isOpen = await link.command((redis) => redis.exists(windowOf({ meetingId, window })));
      return { window, isTaken: isOpen === 0 };
    },
    async put(key, participantId, counts) {
      const keys = [homeOf(key.meetingId), windowOf(key)];
      const result = await link.run('assentPut', ...keys, link.node, participantId, JSON.stringify(counts));
      return v.parse(putResult, result);
    },
    async remove(key, participantId) {
      await link.run('assentRemove', homeOf(key.meetingId), windowOf(key), link.node, participantId);
    },
    async take(key) {
      const { meetingId, window } = key;
      const keys = [homeOf(meetingId), windowOf(key), takenOf(meetingId)];
      const fields = await link.run('assentTake', ...keys, link.node, window, closedMs);
      if (fields === null) return null;
      return vectorsOf(v.parse(v.array(v.string()), fields));
    },
    async told({ meetingId, window }) {
      await link.run('assentTold', homeOf(meetingId), untoldOf(meetingId), link.node, window);
    },
    async readGuard(meetingId) {
      const [at, text, keepMs] = await link.command((redis) =>
        Promise.all([
          redis.hget(guardOf(meetingId), 'at'),
          redis.hget(guardOf(meetingId), 'guard'),
          redis.pttl(guardOf(meetingId)),
        ]),
      );
      const own = known.get(meetingId);
      const ownCounts = own !== undefined && own.untilMs > performance.now();
      if (at === null || text === null) return ownCounts ? own.guard : noGuard;
      const atMs = Number(at);
      if (ownCounts && own.atMs > atMs) return own.guard;
      const guard = parse(meetingGuardSchema, text);
      remember(meetingId, {
        atMs,
        guard,
        releases: own?.releases ?? 0,
        untilMs: performance.now() + Number(keepMs),
      });
      return guard;
    },
    async writeGuard(meetingId, guard, keepMs) {
      const keys = [homeOf(meetingId), guardOf(meetingId)];
      const text = JSON.stringify(guard);
      const atMs = Number(await link.run('assentWriteGuard', ...keys, link.node, text, Math.ceil(keepMs)));
      const releases = known.get(meetingId)?.releases ?? 0;
      remember(meetingId, { atMs, guard, releases, untilMs: performance.now() + keepMs });
    },
    async countRelease(meetingId, keepMs) {
      const keys = [homeOf(meetingId), guardOf(meetingId)];
      const releases = Number(await link.run('assentCountRelease', ...keys, link.node, Math.ceil(keepMs)));
      const own = known.get(meetingId);
      if (own !== undefined) known.set(meetingId, { ...own, releases });
      return releases;
    },
    async close() {
      known.clear();
      await link.close();
    },
  };
}

function vectorsOf(fields: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const vectors = new Map<string, readonly number[]>();
  for (let index = 0; index < fields.length; index += 2) {
    const field = fields[index] ?? '';
    const counts = fields[index + 1] ?? '';
    if (field.startsWith('p') && counts !== '') vectors.set(field.slice(1), parse(countsSchema, counts));
  }
  return vectors;
}

function parse<T>(schema: v.GenericSchema<unknown, T>, text: string): T {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new AssentError('aggregation-failed', 'Redis holds something that is not of this service.', {
      cause,
    });
  }
}
