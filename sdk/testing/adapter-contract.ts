import type { Tap } from '../adapter.ts';
import type { AdapterHarness } from './adapter-harness.ts';
import { recordTaps } from './record-taps.ts';
import { watchMediaUse } from './watch-media-use.ts';

/** One thing that every adapter has to do. */
export interface ContractClause {
  readonly name: string;
  /** @throws Error if the adapter does not */
  run(harness: AdapterHarness): Promise<void>;
}

/** The contract of `MeetingAdapter`, clause by clause. */
export const adapterContract: readonly ContractClause[] = [
  {
    name: 'tells an empty set at once while nothing is sent',
    async run({ adapter }) {
      const record = recordTaps(adapter.taps$);
      check(record.sets.length === 1, 'a subscriber is told the set while it subscribes');
      check(record.latest().length === 0, 'the set is empty');
      record.stop();
    },
  },
  {
    name: 'taps what is published: the very track, with its modality',
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      const voice = harness.createTrack('voice');
      const face = harness.createTrack('face');
      await harness.publish(voice);
      await record.until(
        'the voice alone',
        (taps) => taps.length === 1 && tapOf(taps, voice)?.modality === 'voice',
      );
      await harness.publish(face);
      const taps = await record.until('voice and face', (set) => set.length === 2);
      check(tapOf(taps, face)?.modality === 'face', 'a video track is tapped as face');
      check(tapOf(taps, voice)?.track === voice, 'the track itself is handed over, not a copy');
      check(
        taps.every(({ muted }) => !muted),
        'nothing is muted',
      );
      check(new Set(taps.map(({ id }) => id)).size === 2, 'taps have ids of their own');
      record.stop();
    },
  },
  {
    name: 'replays the whole set to a late subscriber, and to one that comes back',
    async run(harness) {
      const voice = harness.createTrack('voice');
      await harness.publish(voice);
      const first = recordTaps(harness.adapter.taps$);
      await first.until('the voice', (taps) => tapOf(taps, voice) !== undefined);
      const second = recordTaps(harness.adapter.taps$);
      check(tapOf(second.latest(), voice) !== undefined, 'a late subscriber is told at once');
      first.stop();
      second.stop();
      const third = recordTaps(harness.adapter.taps$);
      check(tapOf(third.latest(), voice) !== undefined, 'one that comes when all have gone is told at once');
      third.stop();
    },
  },
  {
    name: 'tells of mute and unmute under the same id',
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      const voice = harness.createTrack('voice');
      await harness.publish(voice);
      const before = await record.until('the voice', (taps) => tapOf(taps, voice)?.muted === false);
      await harness.mute(voice, true);
      const during = await record.until('the voice muted', (taps) => tapOf(taps, voice)?.muted === true);
      await harness.mute(voice, false);
      const after = await record.until('the voice unmuted', (taps) => tapOf(taps, voice)?.muted === false);
      const ids = [before, during, after].map((taps) => tapOf(taps, voice)?.id);
      check(new Set(ids).size === 1, 'the id stays');
      record.stop();
    },
  },
  {
    name: 'taps the new track under a new id when the device changes, and the old one no more',
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      const old = harness.createTrack('face');
      const next = harness.createTrack('face');
      await harness.publish(old);
      const before = await record.until('the old camera', (taps) => tapOf(taps, old) !== undefined);
      await harness.replace(old, next);
      const after = await record.until(
        'the new camera alone',
        (taps) => taps.length === 1 && tapOf(taps, next) !== undefined,
      );
      check(before[0]?.id !== after[0]?.id, 'another track has another id');
      record.stop();
    },
  },
  {
    name: 'drops what is unpublished and taps it again when it is published again',
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      const voice = harness.createTrack('voice');
      const face = harness.createTrack('face');
      await harness.publish(voice);
      await harness.publish(face);
      await record.until('voice and face', (taps) => taps.length === 2);
      await harness.unpublish(voice);
      await record.until('the face alone', (taps) => taps.length === 1 && tapOf(taps, face) !== undefined);
      await harness.publish(voice);
      await record.until(
        'voice and face again',
        (taps) => taps.length === 2 && tapOf(taps, voice) !== undefined,
      );
      record.stop();
    },
  },
  {
    name: 'drops a track that ended',
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      const voice = harness.createTrack('voice');
      await harness.publish(voice);
      await record.until('the voice', (taps) => taps.length === 1);
      // What a real device does when it is unplugged: the page is not asked.
      if ('unplug' in voice && typeof voice.unplug === 'function') voice.unplug();
      else voice.stop();
      await record.until('an empty set', (taps) => taps.length === 0);
      check(record.ended === null, 'the call goes on');
      record.stop();
    },
  },
  {
    name: "never hands over somebody else's track",
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      const voice = harness.createTrack('voice');
      await harness.publish(voice);
      const received = await harness.receive();
      await record.until('the own voice', (taps) => tapOf(taps, voice) !== undefined);
      for (const { track } of record.sets.flat()) {
        check(track !== received && track.id !== received.id, 'a received track is not tapped');
        check(track === voice, 'only what the participant published is tapped');
      }
      record.stop();
    },
  },
  {
    name: 'only borrows: reads no media, and neither stops, disables nor clones a track',
    async run(harness) {
      const use = watchMediaUse();
      try {
        const voice = harness.createTrack('voice');
        const face = harness.createTrack('face');
        await harness.publish(voice);
        await harness.publish(face);
        use.reset();
        const record = recordTaps(harness.adapter.taps$);
        await record.until('voice and face', (taps) => taps.length === 2);
        await new Promise((resolve) => setTimeout(resolve, 500));
        record.stop();
        check(use.seen().length === 0, `nothing reads the media, yet: ${use.seen().join(', ')}`);
        check(
          [voice, face].every(({ readyState, enabled }) => readyState === 'live' && enabled),
          'the tracks are as they were',
        );
      } finally {
        use.restore();
      }
    },
  },
  {
    name: 'empties the set and completes when the call is left, also for those who come later',
    async run(harness) {
      const record = recordTaps(harness.adapter.taps$);
      await harness.publish(harness.createTrack('voice'));
      await record.until('the voice', (taps) => taps.length === 1);
      await harness.leave();
      await record.untilCompleted();
      check(record.ended === 'completed', 'it never errors');
      check(record.latest().length === 0, 'the last set is empty');
      const late = recordTaps(harness.adapter.taps$);
      check(
        late.ended === 'completed' && late.latest().length === 0,
        'who comes later is told that it is over',
      );
    },
  },
];

function tapOf(taps: readonly Tap[], track: MediaStreamTrack): Tap | undefined {
  return taps.find((tap) => tap.track === track);
}

function check(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(`the contract says: ${sentence}`);
}
