import type { IAgoraRTCClient, IAgoraRTCRemoteUser, IRemoteVideoTrack } from 'agora-rtc-sdk-ng';
import { expectTypeOf, test } from 'vitest';
import { type AgoraClient, type AgoraLocalTrack, createAgoraAdapter } from '../../adapters/agora.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the client of agora-rtc-sdk-ng, and nothing that could be a remote track', () => {
  expectTypeOf<IAgoraRTCClient>().toExtend<AgoraClient>();
  expectTypeOf<IAgoraRTCRemoteUser>().not.toExtend<AgoraClient>();
  expectTypeOf<IRemoteVideoTrack>().not.toExtend<AgoraLocalTrack>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<AgoraClient>();
  expectTypeOf(createAgoraAdapter).returns.toExtend<MeetingAdapter>();
});
