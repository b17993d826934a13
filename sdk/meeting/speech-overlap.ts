import type { GroupReleased } from '../vocabulary.ts';
import { groupSignals } from './group-signals.ts';
import type { SpeechOverlap } from './meeting-summary.ts';
import { shareStep } from './share-step.ts';
import { smallestPart } from './smallest-group.ts';

const grid = 20;
const edges = groupSignals.find(({ name }) => name === 'speaking-share')?.edges ?? [];
/** Against the last digit of a sum of shares. */
const hair = 1e-9;

/**
 * How much of the talking was over other talking, by the one thing that shares of speaking time can prove: where
 * they add up to more than the time there was, the rest was said at the same time as something else.
 *
 * Let N(t) be how many speak at t, and S its mean over a window, which is the sum of their shares. What is said while
 * nobody else speaks takes the whole window at most, so at least S - 1 of the S is said while somebody does. It is
 * a bound on the talking, not on the time: were all to speak at once, little time would do for it. It rests on no
 * model of how people take turns, and says nothing (0) where S may be under 1, as in a meeting in good order.
 *
 * S is taken as small as what was published allows: bands as small as rounding allows and never under the smallest
 * part that is shown, everyone at the lower edge of their bin, and the hidden rest silent. A band of several bins is
 * closed by the bin that makes it large enough, so fewer than the smallest part are below that one.
 * Nothing but the views goes in, so this tells nothing that they do not.
 *
 * @param views - those without speaking shares are left out
 * @returns `null` if none has any
 * @remarks Its error is that of the shares: each is the mean over the minute before each reading, taken to be of the
 * same time for all. A voice that reaches two contributors' microphones is counted twice. Where the service adds
 * noise for differential privacy, the shares are off by that, and so is this.
 */
export function speechOverlapIn(views: readonly GroupReleased[]): SpeechOverlap | null {
  let windows = 0;
  let talk = 0;
  let overTalk = 0;
  for (const view of views) {
    const least = leastTalkIn(view);
    if (least === null) continue;
    windows += 1;
    overTalk += view.windowSeconds * Math.max(0, least - 1);
    // Talking that is not known of, up to the whole window, may have been over nothing: the share is least with it.
    talk += view.windowSeconds * Math.max(1, least);
  }
  return windows === 0 ? null : { windows, shareAtLeast: Math.floor((overTalk / talk) * grid + hair) / grid };
}

/** The least that the speaking shares of a window can add up to; `null` where none are shown. */
function leastTalkIn({ contributors, histograms }: GroupReleased): number | null {
  const bands = histograms.find(({ signal }) => signal === 'speaking-share')?.bands ?? [];
  if (bands.length === 0) return null;
  const lowerEdge = (bin: number): number => edges[bin - 1] ?? 0;
  return bands.reduce((sum, { fromBin, toBin, share }) => {
    const people = Math.ceil(contributors.atLeast * (share - shareStep(contributors) / 2) - hair);
    const fewest = Math.max(smallestPart, people);
    const below = fromBin === toBin ? 0 : smallestPart - 1;
    return sum + below * lowerEdge(fromBin) + (fewest - below) * lowerEdge(toBin);
  }, 0);
}
