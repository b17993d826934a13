import type { RemoteParticipant, Room } from 'twilio-video';
import { expectTypeOf, test } from 'vitest';
import { createTwilioAdapter, type TwilioRoom } from '../../adapters/twilio.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the Room of twilio-video, and nothing that could be a remote track', () => {
  expectTypeOf<Room>().toExtend<TwilioRoom>();
  expectTypeOf<RemoteParticipant>().not.toExtend<TwilioRoom>();
  expectTypeOf<RemoteParticipant>().not.toExtend<TwilioRoom['localParticipant']>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<TwilioRoom>();
  expectTypeOf(createTwilioAdapter).returns.toExtend<MeetingAdapter>();
});
