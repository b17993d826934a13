import type { Observable } from 'rxjs';
import { expectTypeOf, test } from 'vitest';
import { createWebRtcAdapter } from '../../adapters/webrtc.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes a connection or a set of them, and nothing that could be a remote track', () => {
  type Source = Parameters<typeof createWebRtcAdapter>[0];
  expectTypeOf<RTCPeerConnection>().toExtend<Source>();
  expectTypeOf<Observable<readonly RTCPeerConnection[]>>().toExtend<Source>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<Source>();
  expectTypeOf<MediaStream>().not.toExtend<Source>();
  expectTypeOf<RTCRtpReceiver>().not.toExtend<Source>();
  expectTypeOf(createWebRtcAdapter).returns.toExtend<MeetingAdapter>();
});
