import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVoiceBehaviour } from '../../sdk/behaviour/create-voice-behaviour.ts';
import { silentVoiceFrames } from '../../sdk/session/silent-voice-frames.ts';
import type { Measurement, VoiceFrame } from '../../sdk/vocabulary.ts';

describe('silentVoiceFrames', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance', 'Date'] }));
  afterEach(() => vi.useRealTimers());

  it('gives a frame for each hop that passes, also when the timer is late', () => {
    const frames: VoiceFrame[] = [];
    const subscription = silentVoiceFrames().subscribe((frame) => frames.push(frame));
    vi.advanceTimersByTime(1000);
    subscription.unsubscribe();
    vi.advanceTimersByTime(1000);
    expect(frames.length).toBeGreaterThanOrEqual(99);
    expect(frames.length).toBeLessThanOrEqual(100);
    for (const [index, frame] of frames.entries()) {
      const before = frames[index - 1];
      if (before !== undefined) expect(frame.atSeconds - before.atSeconds).toBeCloseTo(0.01, 4);
    }
  });

  it('counts a muted minute as a share of nothing, and says of speech that it was muted', () => {
    const behaviour = createVoiceBehaviour();
    let last: readonly Measurement[] = [];
    const subscription = silentVoiceFrames().subscribe((frame) => {
      const measured = behaviour.push(frame);
      if (measured.length > 0) last = measured;
    });
    vi.advanceTimersByTime(60_000);
    subscription.unsubscribe();
    const reading = (name: Measurement['name']) => last.find((one) => one.name === name)?.reading;
    expect(reading('speaking-share')).toMatchObject({ kind: 'measured', value: 0 });
    expect(reading('pitch')).toMatchObject({ kind: 'abstained', reasons: ['muted'] });
    expect(reading('speech-activity')).toMatchObject({ kind: 'abstained', reasons: ['muted'] });
  });
});
