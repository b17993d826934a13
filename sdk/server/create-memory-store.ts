import { type MeetingClock, systemClock } from '../meeting/meeting-clock.ts';
import type { AggregationStore, WindowKey } from './aggregation-store.ts';
import { type MeetingGuard, noGuard } from './meeting-guard.ts';

interface OpenWindow extends WindowKey {
  readonly untilMs: number;
  readonly vectors: Map<string, readonly number[]>;
  /** Ids that have contributed, also those whose vector was removed again. */
  readonly spent: Set<string>;
}

/** The latest window of a meeting that was opened, until it is told of. */
interface LatestWindow {
  readonly window: number;
  readonly untilMs: number;
}

/** A closed window's number is remembered for this long; nobody opens one again after that. */
const closedMs = 3_600_000;
const sweepMs = 60_000;

/** A store in this process's memory, and a look at how much it holds. */
export interface MemoryStore extends AggregationStore {
  /** How much is held at the moment, for health checks and tests; no contents. */
  held(): { readonly windows: number; readonly vectors: number; readonly meetings: number };
}

/**
 * Keeps everything in this process's memory and nothing on any disk: a restart forgets it.
 *
 * @remarks After a restart the guards of running meetings are gone, and a cohort that differs from the one
 * before by a single person could be published; a store that outlives the process prevents that.
 */
export function createMemoryStore(options: { readonly clock?: MeetingClock } = {}): MemoryStore {
  const { clock = systemClock } = options;
  const windows = new Map<string, OpenWindow>();
  const untold = new Map<string, LatestWindow>();
  const lastTaken = new Map<string, LatestWindow>();
  const guards = new Map<string, { readonly guard: MeetingGuard; readonly untilMs: number }>();
  const releases = new Map<string, { readonly count: number; readonly untilMs: number }>();
  const nameOf = (key: WindowKey): string => `${key.window} ${key.meetingId}`;

  function openWindow(key: WindowKey): OpenWindow | undefined {
    const window = windows.get(nameOf(key));
    return window === undefined || window.untilMs <= clock.nowMs() ? undefined : window;
  }

  let nextSweepMs = clock.nowMs() + sweepMs;

  function sweep(): void {
    const nowMs = clock.nowMs();
    if (nowMs < nextSweepMs) return;
    nextSweepMs = nowMs + sweepMs;
    for (const kept of [guards, lastTaken, releases, untold, windows]) {
      for (const [name, entry] of kept) if (entry.untilMs <= nowMs) kept.delete(name);
    }
  }

  return {
    async open(key, keepMs) {
      if (key.window <= (lastTaken.get(key.meetingId)?.window ?? -1) || windows.has(nameOf(key))) return;
      const untilMs = clock.nowMs() + keepMs;
      windows.set(nameOf(key), { ...key, vectors: new Map(), spent: new Set(), untilMs });
      untold.set(key.meetingId, { window: key.window, untilMs });
    },
    async unfinished(meetingId) {
      const latest = untold.get(meetingId);
      if (latest === undefined || latest.untilMs <= clock.nowMs()) return null;
      const { window } = latest;
      return { window, isTaken: openWindow({ meetingId, window }) === undefined };
    },
    async put(key, participantId, counts) {
      const window = openWindow(key);
      if (window === undefined) return 'window-closed';
      if (window.spent.has(participantId)) return 'already-contributed';
      window.spent.add(participantId);
      window.vectors.set(participantId, counts);
      return 'stored';
    },
    async remove(key, participantId) {
      windows.get(nameOf(key))?.vectors.delete(participantId);
    },
    async take(key) {
      const window = openWindow(key);
      if (window === undefined) return null;
      windows.delete(nameOf(key));
      const latest = Math.max(key.window, lastTaken.get(key.meetingId)?.window ?? -1);
      lastTaken.set(key.meetingId, { window: latest, untilMs: clock.nowMs() + closedMs });
      sweep();
      return window.vectors;
    },
    async told(key) {
      if (untold.get(key.meetingId)?.window === key.window) untold.delete(key.meetingId);
    },
    async readGuard(meetingId) {
      const entry = guards.get(meetingId);
      return entry === undefined || entry.untilMs <= clock.nowMs() ? noGuard : entry.guard;
    },
    async writeGuard(meetingId, guard, keepMs) {
      guards.set(meetingId, { guard: structuredClone(guard), untilMs: clock.nowMs() + keepMs });
    },
    async countRelease(meetingId, keepMs) {
      const entry = releases.get(meetingId);
      const before = entry === undefined || entry.untilMs <= clock.nowMs() ? 0 : entry.count;
      releases.set(meetingId, { count: before + 1, untilMs: clock.nowMs() + keepMs });
      return before + 1;
    },
    async close() {
      windows.clear();
      releases.clear();
      lastTaken.clear();
      untold.clear();
      guards.clear();
    },
    held() {
      sweep();
      const vectors = [...windows.values()].reduce((sum, window) => sum + window.vectors.size, 0);
      return { windows: windows.size, vectors, meetings: guards.size };
    },
  };
}
