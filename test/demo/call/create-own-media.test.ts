import { describe, expect, it } from 'vitest';
import { createOwnMedia } from '../../../demo/call/create-own-media.ts';
import { createFakeTrack, type FakeTrack } from '../../../sdk/testing/create-fake-track.ts';

function streamOf(...tracks: FakeTrack[]): MediaStream {
  return { getTracks: () => tracks } as unknown as MediaStream;
}

describe('the own media of a call', () => {
  it('mutes by the track and keeps it muted over a change of device', () => {
    const before = createFakeTrack('voice');
    const own = createOwnMedia(streamOf(before));
    expect(own.state).toEqual({ microphone: 'on', camera: 'off' });
    own.setOn('audio', false);
    expect(own.state.microphone).toBe('muted');
    expect(before.enabled).toBe(false);
    const next = createFakeTrack('voice');
    own.replace(next);
    expect(next.enabled).toBe(false);
    expect(own.track('audio')).toBe(next);
    own.setOn('audio', true);
    expect(next.enabled).toBe(true);
    expect(before.stops + next.stops).toBe(0);
  });

  it('goes on without a device that was unplugged, and with a new one', () => {
    const camera = createFakeTrack('face');
    const own = createOwnMedia(streamOf(camera));
    const lost: string[] = [];
    own.lost$.subscribe((kind) => lost.push(kind));
    camera.unplug();
    expect(lost).toEqual(['video']);
    expect(own.state.camera).toBe('off');
    own.replace(createFakeTrack('face'));
    expect(own.state.camera).toBe('on');
  });

  it('does not miss a device that was replaced before it was unplugged', () => {
    const old = createFakeTrack('voice');
    const own = createOwnMedia(streamOf(old));
    const lost: string[] = [];
    own.lost$.subscribe((kind) => lost.push(kind));
    own.replace(createFakeTrack('voice'));
    old.unplug();
    expect(lost).toEqual([]);
    expect(own.state.microphone).toBe('on');
  });

  it('refuses a track that has ended', () => {
    const own = createOwnMedia(streamOf());
    const ended = createFakeTrack('voice');
    ended.unplug();
    expect(() => own.replace(ended)).toThrow(/track/);
  });
});
