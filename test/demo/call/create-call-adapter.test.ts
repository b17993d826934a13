import { BehaviorSubject, NEVER, of } from 'rxjs';
import { expect, it } from 'vitest';
import type { CallMedia } from '../../../demo/call/call-media.ts';
import { createCallAdapter } from '../../../demo/call/create-call-adapter.ts';
import { createFakeAdapter, type FakeAdapter } from '../../../sdk/testing/create-fake-adapter.ts';
import { createFakeTrack } from '../../../sdk/testing/create-fake-track.ts';
import { recordTaps } from '../../../sdk/testing/record-taps.ts';

function mediaOf({ adapter }: FakeAdapter): CallMedia {
  return {
    transport: 'mesh',
    adapter,
    streams$: of(new Map()),
    problems$: NEVER,
    reconcile: () => undefined,
    close: () => undefined,
  };
}

it('one adapter serves the whole call: the same taps over a change of transport, one end', () => {
  const [sfu, mesh] = [createFakeAdapter(), createFakeAdapter()];
  const track = createFakeTrack('voice');
  const media$ = new BehaviorSubject<CallMedia | null>(null);
  const adapter = createCallAdapter(media$);
  const record = recordTaps(adapter.taps$);
  media$.next(mediaOf(sfu));
  sfu.publish(track);
  mesh.publish(track);
  media$.next(mediaOf(mesh));
  sfu.leave();
  expect(record.sets.map((taps) => taps.length)).toEqual([0, 1]);
  expect(record.ended).toBeNull();
  mesh.mute(track, true);
  expect(record.latest()[0]?.muted).toBe(true);
  media$.complete();
  expect(record.latest()).toEqual([]);
  expect(record.ended).toBe('completed');
  const late = recordTaps(adapter.taps$);
  expect(late.sets).toEqual([[]]);
  expect(late.ended).toBe('completed');
});
