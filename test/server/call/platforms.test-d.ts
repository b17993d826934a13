import type { RoomServiceClient } from 'livekit-server-sdk';
import type { types } from 'mediasoup';
import { expectTypeOf, test } from 'vitest';
import type { CallRoster } from '../../../sdk/server/call/call-roster.ts';
import {
  createLiveKitRoster,
  type LiveKitRoomService,
} from '../../../sdk/server/call/create-livekit-roster.ts';
import {
  createMediasoupRoster,
  type MediasoupProducer,
  type MediasoupRouter,
  type MediasoupTransport,
} from '../../../sdk/server/call/create-mediasoup-roster.ts';

test('a roster takes what the platforms’ own server libraries hand out', () => {
  expectTypeOf<RoomServiceClient>().toExtend<LiveKitRoomService>();
  expectTypeOf<types.Router>().toExtend<MediasoupRouter>();
  expectTypeOf<types.WebRtcTransport>().toExtend<MediasoupTransport>();
  expectTypeOf<types.Producer>().toExtend<MediasoupProducer>();
  expectTypeOf(createLiveKitRoster).returns.toExtend<CallRoster>();
  expectTypeOf(createMediasoupRoster).returns.toExtend<CallRoster>();
});
