import { afterEach, describe, expect, it, vi } from 'vitest';
import * as affect from '../../sdk/affect/index.ts';
import type { AssentError } from '../../sdk/errors.ts';
import { declareDeployment } from '../../sdk/policy/declare-deployment.ts';
import type { DeploymentOptions } from '../../sdk/policy/deployment.ts';
import type { AssentSession } from '../../sdk/session/session.ts';
import type { SessionOptions } from '../../sdk/session/session-options.ts';
import { createSession } from '../../sdk/session.ts';
import { createFakeAdapter, type FakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import type { ActiveComputation, GroupView, Signal } from '../../sdk/vocabulary.ts';
import { playClip } from '../face/play-clip.ts';
import { playSpeech } from '../voice/play-speech.ts';
import { faceAffect, faceSelf, voiceSelf } from './all-scopes.ts';
import { type WatchedPlatform, watchPlatform } from './watch-platform.ts';

const assets = {
  models: '/assent/models/',
  visionWasm: '/assent/vision-wasm/',
  onnxWasm: '/assent/onnx-wasm/',
};
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function deploymentOf(change: Partial<DeploymentOptions> = {}) {
  return declareDeployment({
    context: 'consumer',
    jurisdictions: ['CH'],
    controller: { name: 'Example', contact: 'privacy@example.org' },
    purposes: ['self-view', 'group-summary'],
    ...change,
  });
}

interface Joined {
  readonly session: AssentSession;
  readonly call: FakeAdapter;
  readonly mine: Signal[];
  readonly problems: AssentError[];
  readonly views: GroupView[];
  readonly ended: Set<string>;
  active(): readonly ActiveComputation[];
  namesSince(begin: number): string[];
}

async function join(
  options: Partial<SessionOptions> = {},
  tracks: readonly MediaStreamTrack[] = [],
): Promise<Joined> {
  const call = createFakeAdapter();
  for (const track of tracks) call.publish(track);
  const session = await createSession({
    adapter: call.adapter,
    deployment: deploymentOf(),
    meetingId: 'meeting-1',
    assets,
    ...options,
  });
  cleanups.push(() => session.close());
  const mine: Signal[] = [];
  const problems: AssentError[] = [];
  const views: GroupView[] = [];
  const ended = new Set<string>();
  let active: readonly ActiveComputation[] = [];
  session.mine$.subscribe({ next: (signal) => mine.push(signal), complete: () => ended.add('mine$') });
  session.group$.subscribe({ next: (view) => views.push(view), complete: () => ended.add('group$') });
  session.problems$.subscribe({
    next: (problem) => problems.push(problem),
    complete: () => ended.add('problems$'),
  });
  session.active$.subscribe({
    next: (next) => {
      active = next;
    },
    complete: () => ended.add('active$'),
  });
  session.consent.states$.subscribe({ complete: () => ended.add('states$') });
  const nameOf = (signal: Signal): string => (signal.kind === 'affect' ? 'affect' : signal.modality);
  return {
    session,
    call,
    mine,
    problems,
    views,
    ended,
    active: () => active,
    namesSince: (begin) => [...new Set(mine.slice(begin).map(nameOf))].sort(),
  };
}

function watched(): WatchedPlatform {
  const platform = watchPlatform();
  cleanups.push(platform.restore);
  return platform;
}

async function camera(fromSeconds = 20): Promise<MediaStreamTrack> {
  const clip = await playClip('franck.mp4', fromSeconds);
  cleanups.push(clip.stop);
  return clip.track;
}

async function microphone(): Promise<MediaStreamTrack> {
  const speech = await playSpeech();
  cleanups.push(speech.stop);
  return speech.track;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = (is: () => boolean): Promise<boolean> => vi.waitUntil(is, { timeout: 40_000, interval: 50 });

describe('createSession', () => {
  it('makes nothing before a consent, what was consented to after it, and nothing at all once it is withdrawn', async () => {
    const tracks = [await microphone(), await camera()];
    const load = vi.fn(async () => affect);
    const platform = watched();
    const { session, mine, namesSince, active, problems } = await join({ affect: load }, tracks);
    session.consent.request();
    await pause(700);
    expect([platform.made, mine, active(), load.mock.calls.length]).toEqual([[], [], [], 0]);

    session.consent.decide([faceSelf]);
    await until(() => mine.length > 20);
    expect(namesSince(0)).toEqual(['face']);
    expect(platform.workers()).toEqual(['assent-face']);
    expect(platform.audioContexts()).toBe(0);
    expect(active()).toEqual([{ scope: faceSelf, state: 'running' }]);

    session.consent.decide([voiceSelf, faceAffect]);
    const begin = mine.length;
    await until(() => namesSince(begin).length === 2);
    expect(namesSince(begin)).toEqual(['affect', 'voice']);
    expect(load).toHaveBeenCalledTimes(1);
    expect(platform.workers()).toEqual(['assent-face', 'assent-voice']);

    session.consent.withdraw();
    const seen = mine.length;
    expect(platform.workers()).toEqual([]);
    expect(active()).toEqual([]);
    await pause(1200);
    expect(mine.length).toBe(seen);
    expect(platform.audioContexts()).toBe(0);
    expect(tracks.map(({ readyState, enabled }) => [readyState, enabled])).toEqual([
      ['live', true],
      ['live', true],
    ]);
    expect(problems).toEqual([]);
  });

  it('measures nothing for an own view that nobody looks at', async () => {
    const track = await camera();
    const platform = watched();
    const call = createFakeAdapter();
    call.publish(track);
    const session = await createSession({
      adapter: call.adapter,
      deployment: deploymentOf(),
      meetingId: 'meeting-1',
      assets,
    });
    cleanups.push(() => session.close());
    session.consent.decide([faceSelf]);
    await pause(300);
    expect(platform.made).toEqual([]);
    const looking = session.mine$.subscribe();
    expect(platform.workers()).toEqual(['assent-face']);
    looking.unsubscribe();
    await until(() => platform.workers().length === 0);
  });

  it('does not read while muted, goes on after it, and goes on with another device', async () => {
    const [first, second] = [await camera(), await camera(150)];
    const platform = watched();
    const { session, call, mine, active, problems } = await join({}, [first]);
    session.consent.decide([faceSelf]);
    await until(() => mine.length > 5);
    call.mute(first, true);
    const muted = mine.length;
    expect(platform.workers()).toEqual([]);
    expect(active()).toEqual([{ scope: faceSelf, state: 'paused', reason: 'muted' }]);
    await pause(600);
    expect(mine.length).toBe(muted);
    call.mute(first, false);
    await until(() => mine.length > muted + 5);
    const replaced = mine.length;
    call.replace(first, second);
    expect(platform.workers()).toEqual(['assent-face']);
    await until(() => mine.length > replaced + 5);
    call.unpublish(second);
    expect(platform.workers()).toEqual([]);
    expect(active()).toEqual([{ scope: faceSelf, state: 'paused', reason: 'no-track' }]);
    expect(platform.made.filter((name) => name === 'worker assent-face').length).toBe(3);
    expect(problems).toEqual([]);
  });
});
