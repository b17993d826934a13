import type { Publisher, Subscriber } from '@vonage/client-sdk-video';
import { expectTypeOf, test } from 'vitest';
import { createVonageAdapter, type VonagePublisher } from '../../adapters/vonage.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test('takes the Publisher of the Vonage SDK, and nothing that could be a remote track', () => {
  expectTypeOf<Publisher>().toExtend<VonagePublisher>();
  expectTypeOf<Subscriber>().not.toExtend<VonagePublisher>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<VonagePublisher>();
  expectTypeOf(createVonageAdapter).returns.toExtend<MeetingAdapter>();
});
