import type { JanusJS } from 'janus-gateway';
import { expectTypeOf, test } from 'vitest';
import { createJanusAdapter, type JanusPluginHandle } from '../../adapters/janus.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the plugin handle of janus.js, and nothing that could be a remote track', () => {
  expectTypeOf<JanusJS.PluginHandle>().toExtend<JanusPluginHandle>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<JanusPluginHandle>();
  expectTypeOf<RTCRtpReceiver>().not.toExtend<JanusPluginHandle>();
  expectTypeOf(createJanusAdapter).returns.toExtend<MeetingAdapter>();
});
