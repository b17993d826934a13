import type { LocalParticipant, RemoteParticipant, Room } from 'livekit-client';
import { expectTypeOf, test } from 'vitest';
import { createLiveKitAdapter, type LiveKitRoom } from '../../adapters/livekit.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the Room of livekit-client, and nothing that could be a remote track', () => {
  expectTypeOf<Room>().toExtend<LiveKitRoom>();
  expectTypeOf<RemoteParticipant>().not.toExtend<LiveKitRoom>();
  expectTypeOf<RemoteParticipant>().not.toExtend<LiveKitRoom['localParticipant']>();
  expectTypeOf<LocalParticipant>().toExtend<LiveKitRoom['localParticipant']>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<LiveKitRoom>();
  expectTypeOf(createLiveKitAdapter).returns.toExtend<MeetingAdapter>();
});
