import type { DailyParticipant, DailyCall as RealCall } from '@daily-co/daily-js';
import { expectTypeOf, test } from 'vitest';
import { createDailyAdapter, type DailyCall } from '../../adapters/daily.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the call object of daily-js, and nothing that could be a remote track', () => {
  expectTypeOf<RealCall>().toExtend<DailyCall>();
  expectTypeOf<DailyParticipant>().not.toExtend<DailyCall>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<DailyCall>();
  expectTypeOf(createDailyAdapter).returns.toExtend<MeetingAdapter>();
});
