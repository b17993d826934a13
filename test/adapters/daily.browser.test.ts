import Daily from '@daily-co/daily-js';
import { describe, expect, it } from 'vitest';
import { createDailyAdapter, type DailyCall } from '../../adapters/daily.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';
import { recordTaps } from '../../sdk/testing/record-taps.ts';
import { type PlainLocal, plainTracks, type StandIn, standInCall } from './stand-in-call.ts';

// daily-js has no local tracks outside of a call, and a call needs Daily's cloud: these are its plain states.

function callOf(call: StandIn<PlainLocal>): DailyCall {
  const stateOf = (kind: string) => {
    const local = [...call.sent.values()].find(({ track }) => track.kind === kind);
    if (local === undefined) return { state: 'blocked' };
    return { state: local.muted ? 'off' : 'playable', persistentTrack: local.track };
  };
  return {
    meetingState: () => (call.left ? 'left-meeting' : 'joined-meeting'),
    isDestroyed: () => false,
    participants: () => ({ local: { tracks: { audio: stateOf('audio'), video: stateOf('video') } } }),
    on: call.on,
    off: call.off,
  };
}

describeAdapter(
  'daily, by its states of local tracks,',
  {
    create: async () =>
      standInCall(plainTracks, 'participant-updated', (call) => createDailyAdapter(callOf(call))),
  },
  { describe, it },
);

describe('createDailyAdapter', () => {
  it("taps nothing of the library's own call object before it has joined, and ends when it is destroyed", async () => {
    const call = Daily.createCallObject();
    const record = recordTaps(createDailyAdapter(call).taps$);
    expect(record.sets).toEqual([[]]);
    expect(record.ended).toBeNull();
    await call.destroy();
    await expect.poll(() => record.ended).toBe('completed');
  });

  it('names what it cannot work with', () => {
    expect(() => createDailyAdapter({} as never)).toThrow(/call/);
  });
});
