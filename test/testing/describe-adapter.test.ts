import { BehaviorSubject, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { MeetingAdapter, Tap } from '../../sdk/adapter.ts';
import { adapterContract } from '../../sdk/testing/adapter-contract.ts';
import type { AdapterHarness } from '../../sdk/testing/adapter-harness.ts';
import { createFakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { createFakeTrack } from '../../sdk/testing/create-fake-track.ts';
import { describeAdapter } from '../../sdk/testing/describe-adapter.ts';

function harness(replaced: Partial<AdapterHarness> = {}): AdapterHarness {
  const fake = createFakeAdapter();
  return {
    adapter: fake.adapter,
    createTrack: createFakeTrack,
    publish: async (track) => fake.publish(track),
    unpublish: async (track) => fake.unpublish(track),
    replace: async (track, next) => fake.replace(track, next),
    mute: async (track, muted) => fake.mute(track, muted),
    receive: async () => createFakeTrack('voice'),
    leave: async () => fake.leave(),
    dispose: async () => fake.leave(),
    ...replaced,
  };
}

describeAdapter('the fake adapter', { create: async () => harness() }, { describe, it });

function clause(part: string): (typeof adapterContract)[number] {
  const found = adapterContract.find(({ name }) => name.includes(part));
  if (!found) throw new Error(`no clause about ${part}`);
  return found;
}

describe('the contract is broken by an adapter that', () => {
  const silent: MeetingAdapter = { platform: 'silent', taps$: new BehaviorSubject<readonly Tap[]>([]) };

  it('tells nothing on subscription', async () => {
    const mute: MeetingAdapter = { platform: 'mute', taps$: of() };
    await expect(clause('empty set at once').run(harness({ adapter: mute }))).rejects.toThrow('told the set');
  });

  it('never taps what is published', async () => {
    await expect(clause('the very track').run(harness({ adapter: silent }))).rejects.toThrow(
      'the voice alone',
    );
  });

  it('hands over a copy', async () => {
    const taps = new BehaviorSubject<readonly Tap[]>([]);
    const publish = async (track: MediaStreamTrack) =>
      taps.next([{ id: track.id, modality: 'voice', track: track.clone(), muted: false }]);
    const copying = harness({ adapter: { platform: 'copying', taps$: taps }, publish });
    await expect(clause('the very track').run(copying)).rejects.toThrow('the voice alone');
  });

  it("lets somebody else's track in", async () => {
    const taps = new BehaviorSubject<readonly Tap[]>([]);
    const tap = (track: MediaStreamTrack): Tap => ({ id: track.id, modality: 'voice', track, muted: false });
    const leaking = harness({
      adapter: { platform: 'leaking', taps$: taps },
      publish: async (track) => taps.next([tap(track)]),
      receive: async () => {
        const track = createFakeTrack('voice');
        taps.next([...taps.value, tap(track)]);
        return track;
      },
    });
    await expect(clause('somebody else').run(leaking)).rejects.toThrow('a received track is not tapped');
  });

  it('does not complete', async () => {
    await expect(clause('call is left').run(harness({ leave: async () => undefined }))).rejects.toThrow(
      'to complete',
    );
  });

  it('disposes of the harness of a clause that fails', async () => {
    let disposed = 0;
    const bodies: (() => Promise<void>)[] = [];
    const runner = {
      describe: (_name: string, body: () => void) => body(),
      it: (_name: string, body: () => Promise<void>) => bodies.push(body),
    };
    const create = async () =>
      harness({
        adapter: { platform: 'mute', taps$: of() },
        dispose: async () => {
          disposed += 1;
        },
      });
    describeAdapter('mute', { create }, runner);
    await expect(bodies[0]?.()).rejects.toThrow();
    expect(disposed).toBe(1);
  });
});

it('names the argument that is missing', () => {
  expect(() => describeAdapter('x', {} as never, { describe, it })).toThrow(/platform\.create/);
  expect(() => describeAdapter('x', { create: async () => harness() }, {} as never)).toThrow(/runner/);
});
