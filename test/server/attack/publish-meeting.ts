import { encodeContribution } from '../../../sdk/meeting/contribution-vector.ts';
import { groupSignals } from '../../../sdk/meeting/group-signals.ts';
import { admitCohort, type CohortBlock } from '../../../sdk/server/admit-cohort.ts';
import { publishWindow, sumOf } from '../../../sdk/server/publish-window.ts';
import type { GroupHistogram } from '../../../sdk/vocabulary.ts';
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

/** What the service publishes. The host knows every rule and who contributed, so it knows whom each sum covers. */
export function publishAsServiceDoes({ levels, windows }: RandomMeeting): {
  readonly observations: readonly Observation[];
  /** People that no published sum parted. */
  readonly blocks: readonly CohortBlock[];
} {
  let blocks: readonly CohortBlock[] = [];
  const observations = windows.flatMap((contributors) => {
    const admission = admitCohort(blocks, contributors, k);
    if (admission === null) return [];
    blocks = admission.blocks;
    const vectors = [...admission.members].map((id) => {
      const bin = binOfLevel[levels.get(id) ?? 0];
      return encodeContribution(groupSignals.map((_, index) => (index === signal ? bin : null)));
    });
    const view = publishWindow(sumOf(vectors), { atSeconds: 0, windowSeconds: 60, k, affectK: 10 });
    const histogram = view.histograms[signal];
    return histogram === undefined ? [] : [observe(admission.members, histogram)];
  });
  return { observations, blocks };
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

/** All that a histogram says of how many were high: by the bands above, and by those below. */
function observe(covered: ReadonlySet<string>, { bands }: GroupHistogram): Observation {
  const size = covered.size;
  let highAtLeast = 0;
  let highAtMost = size;
  for (const { fromBin, toBin, share } of bands) {
    const least = Math.ceil((share - 0.05) * size - 1e-9);
    const most = Math.floor((share + 0.05) * size + 1e-9);
    if (fromBin > 0 && toBin === 4) {
      highAtLeast = Math.max(highAtLeast, least);
      highAtMost = Math.min(highAtMost, most);
    }
    if (fromBin === 0 && toBin < 4) {
      highAtLeast = Math.max(highAtLeast, size - most);
      highAtMost = Math.min(highAtMost, size - least);
    }
  }
  return { covered, highAtLeast, highAtMost };
}
