import { expect, it } from 'vitest';
import { createCollectorNudge } from '../../sdk/face/create-collector-nudge.ts';

/** A weak reference is let go only when the whole heap is collected. */
function leaveBehind(): WeakRef<object> {
  return new WeakRef({ left: 'behind' });
}

it('lets what a frame left behind be collected within a minute', async () => {
  const left = leaveBehind();
  const nudge = createCollectorNudge();
  const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
  for (let frame = 0; frame < 60 * 12; frame++) {
    nudge.push((frame * 1000) / 12);
    if (frame % 60 === 0) await soon();
  }
  for (let turn = 0; turn < 40 && left.deref() !== undefined; turn++) await soon();
  expect(left.deref()).toBeUndefined();
});
