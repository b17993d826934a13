import type { types } from 'mediasoup-client';
import { expectTypeOf, test } from 'vitest';
import {
  createMediasoupAdapter,
  type MediasoupProducer,
  type MediasoupSendTransport,
} from '../../adapters/mediasoup.ts';
import type { MeetingAdapter } from '../../sdk/adapter.ts';

test("mediasoup-client's own Transport and Producer fit, without an import of the library", () => {
  expectTypeOf<types.Transport>().toExtend<MediasoupSendTransport>();
  expectTypeOf<types.Producer>().toExtend<MediasoupProducer>();
  expectTypeOf(createMediasoupAdapter).parameter(0).toEqualTypeOf<MediasoupSendTransport>();
  expectTypeOf(createMediasoupAdapter).returns.toExtend<MeetingAdapter>();
});

test('what receives does not fit', () => {
  expectTypeOf<types.Consumer>().not.toExtend<MediasoupProducer>();
  expectTypeOf<types.Consumer>().not.toExtend<MediasoupSendTransport>();
  expectTypeOf<MediaStreamTrack>().not.toExtend<MediasoupSendTransport>();
});
