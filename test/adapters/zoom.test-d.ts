import type { VideoClient } from '@zoom/videosdk';
import { expectTypeOf, test } from 'vitest';
import { createZoomAdapter, type ZoomClient } from '../../adapters/zoom.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the client of the Zoom Video SDK, and tracks only beside it', () => {
  expectTypeOf<typeof VideoClient>().toExtend<ZoomClient>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<ZoomClient>();
  expectTypeOf(createZoomAdapter).returns.toExtend<MeetingAdapter>();
});
