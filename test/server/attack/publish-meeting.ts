import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { groupSignals } from '../../../sdk/meeting/group-signals.ts';
import type { CohortBlock } from '../../../sdk/server/admit-cohort.ts';
import { settleOptions } from '../../../sdk/server/aggregator-options.ts';
import { createCohortGuard } from '../../../sdk/server/create-cohort-guard.ts';
import { createMemoryStore } from '../../../sdk/server/create-memory-store.ts';
import { publishWindow, sumOf } from '../../../sdk/server/publish-window.ts';
import type { RandomMeeting } from './random-meeting.ts';

/** What a host knows of a window, in the strongest reading: whom it covers, and the least and most that were high. */
export interface Observation {
  readonly covered: ReadonlySet<string>;
  readonly highAtLeast: number;
  readonly highAtMost: number;
}

const k = 5;
/** The bins that stand for the two levels: neighbours of no band by themselves. */
const binOfLevel = { 0: 0, 1: 4 } as const;
const signal = groupSignals.findIndex(({ name }) => name === 'smile-share');
const store = createMemoryStore();
const settings = settleOptions({ store, k, verifyToken: () => Promise.reject(new Error('not needed')) });
let meetings = 0;

/**
 * What the service publishes, by its own guard. The host knows every rule and who contributed, so it knows whom each
 * sum covers.
 */
export async function publishAsServiceDoes({ levels, windows }: RandomMeeting): Promise<{
  readonly observations: readonly Observation[];
  /** People that no published sum parted. */
  readonly blocks: readonly CohortBlock[];
}> {
  meetings += 1;
  const meetingId = `${meetings}`;
  const guard = createCohortGuard(meetingId, settings);
  const observations: Observation[] = [];
  for (const [window, contributors] of windows.entries()) {
    if (!(await guard.isDue(window, contributors.size))) continue;
    const isSettled = contributors.size >= k && (await guard.isSettled(contributors));
    guard.remember(contributors);
    const covered = isSettled ? await guard.admit(contributors) : null;
    if (covered === null) continue;
    await guard.shown(window, covered.size);
    const high = [...covered].filter((id) => levels.get(id) === 1).length;
    observations.push({ covered, ...observe(covered.size, high) });
  }
  return { observations, blocks: (await store.readGuard(meetingId)).blocks };
}

/** The baseline: the mean of those present, whenever five are. */
export function publishNaively({ levels, windows }: RandomMeeting): readonly Observation[] {
  return windows
    .filter((contributors) => contributors.size >= k)
    .map((covered) => {
      const high = [...covered].filter((id) => levels.get(id) === 1).length;
      return { covered, highAtLeast: high, highAtMost: high };
    });
}

/** All that a view says of how many were high: those numbers that would have been published in the same way. */
function observe(size: number, high: number): Pick<Observation, 'highAtLeast' | 'highAtMost'> {
  const shown = figuresOf(size, high);
  const alike = Array.from({ length: size + 1 }, (_, count) => count).filter(
    (count) => figuresOf(size, count) === shown,
  );
  return { highAtLeast: alike.at(0) ?? 0, highAtMost: alike.at(-1) ?? size };
}

const shownBefore = new Map<string, string>();

function figuresOf(size: number, high: number): string {
  const name = `${high} of ${size}`;
  const known = shownBefore.get(name);
  if (known !== undefined) return known;
  const vectors = Array.from({ length: size }, (_, person) => {
    const bin = binOfLevel[person < high ? 1 : 0];
    return encodeContribution(groupSignals.map((_, index) => (index === signal ? bin : null)));
  });
  const view = publishWindow(sumOf(vectors), { atSeconds: 0, windowSeconds: 60, k, affectK: 10 });
  const figures = JSON.stringify(view.kind === 'digest' ? view.levels : view.histograms);
  shownBefore.set(name, figures);
  return figures;
}
