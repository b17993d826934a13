import { describe, expect, it } from 'vitest';
import type { Tap } from '../../sdk/adapter.ts';
import { watchTap } from '../../sdk/session/watch-tap.ts';
import { createFakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { createFakeTrack } from '../../sdk/testing/create-fake-track.ts';

describe('watchTap', () => {
  it('tells of the own track of one modality: published, muted, replaced, gone, and of nothing else', () => {
    const call = createFakeAdapter();
    const seen: (Tap | null | 'complete')[] = [];
    watchTap(call.adapter, 'face').subscribe({
      next: (tap) => seen.push(tap),
      complete: () => seen.push('complete'),
    });
    const [first, second, microphone] = [
      createFakeTrack('face'),
      createFakeTrack('face'),
      createFakeTrack('voice'),
    ];
    call.publish(microphone);
    call.publish(first);
    call.mute(microphone, true);
    call.mute(first, true);
    call.mute(first, false);
    call.replace(first, second);
    call.unpublish(microphone);
    second.unplug();
    call.leave();
    expect(seen).toEqual([
      null,
      expect.objectContaining({ track: first, muted: false }),
      expect.objectContaining({ track: first, muted: true }),
      expect.objectContaining({ track: first, muted: false }),
      expect.objectContaining({ track: second, muted: false }),
      null,
      'complete',
    ]);
  });
});
