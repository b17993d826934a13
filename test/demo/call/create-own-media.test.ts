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

  it('sends nothing while away, leaves the tracks to the other call, and takes up what it had', () => {
    const track = createFakeTrack('voice');
    const own = createOwnMedia(streamOf(track));
    const changed: string[] = [];
    own.changed$.subscribe((kind) => changed.push(kind));
    own.setAway(true);
    expect([own.state.microphone, own.track('audio'), changed]).toEqual(['off', null, ['audio', 'video']]);
    // The other call mutes it; here neither a new wish nor another device undoes that.
    track.enabled = false;
    own.setOn('audio', false);
    own.setOn('audio', true);
    const next = createFakeTrack('voice');
    next.enabled = false;
    own.replace(next);
    expect([track.enabled, next.enabled]).toEqual([false, false]);
    own.setAway(false);
    expect([own.state.microphone, own.track('audio'), next.enabled]).toEqual(['on', next, true]);
  });

  it('refuses a track that has ended', () => {
    const own = createOwnMedia(streamOf());
    const ended = createFakeTrack('voice');
    ended.unplug();
    expect(() => own.replace(ended)).toThrow(/track/);
  });
});
