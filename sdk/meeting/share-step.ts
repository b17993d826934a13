import type { GroupReleased } from '../vocabulary.ts';
import { smallestSeries } from './smallest-group.ts';

/** What the shares of a window are rounded to: so coarse that what one step more or less may mean is five people. */
export function shareStep({ atLeast }: GroupReleased['contributors']): number {
  return atLeast >= 50 || atLeast < smallestSeries ? 0.1 : 0.25;
}
