import { afterEach, vi } from 'vitest';
import type { AssentError } from '../../sdk/errors.ts';
import { declareDeployment } from '../../sdk/policy/declare-deployment.ts';
import type { Deployment, DeploymentOptions } from '../../sdk/policy/deployment.ts';
import type { AssentSession } from '../../sdk/session/session.ts';
import type { SessionOptions } from '../../sdk/session/session-options.ts';
import { createSession } from '../../sdk/session.ts';
import { createFakeAdapter, type FakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import type { ActiveComputation, GroupView, Signal } from '../../sdk/vocabulary.ts';
import { playClip } from '../face/play-clip.ts';
import { createFakeSocket, type FakeSocket } from '../server/fake-socket.ts';
import { playSpeech } from '../voice/play-speech.ts';
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

/** A deployment in which nothing is refused, but for what `change` brings about. */
export function deploymentOf(change: Partial<DeploymentOptions> = {}): Deployment {
  return declareDeployment({
    context: 'consumer',
    jurisdictions: ['CH'],
    controller: { name: 'Example', contact: 'privacy@example.org' },
    purposes: ['self-view', 'group-summary'],
    ...change,
  });
}

/** A session in a call that the test leads, and what came out of it. */
export interface Joined {
  readonly session: AssentSession;
  readonly call: FakeAdapter;
  readonly mine: Signal[];
  readonly problems: AssentError[];
  readonly views: GroupView[];
  readonly ended: Set<string>;
  active(): readonly ActiveComputation[];
  namesSince(begin: number): string[];
}

/** Joins with tracks and looks at everything; the session is closed when the test ends. */
export async function join(
  options: Partial<SessionOptions> = {},
  tracks: readonly MediaStreamTrack[] = [],
): Promise<Joined> {
  const { session, call } = await joinUnseen(options, tracks);
  return { ...listenTo(session), session, call };
}

/** Joins and subscribes to nothing. */
export async function joinUnseen(
  options: Partial<SessionOptions> = {},
  tracks: readonly MediaStreamTrack[] = [],
): Promise<Pick<Joined, 'session' | 'call'>> {
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
  return { session, call };
}

function listenTo(session: AssentSession): Omit<Joined, 'session' | 'call'> {
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
    mine,
    problems,
    views,
    ended,
    active: () => active,
    namesSince: (begin) => [...new Set(mine.slice(begin).map(nameOf))].sort(),
  };
}

/** Watches the platform until the test ends. */
export function watched(): WatchedPlatform {
  const platform = watchPlatform();
  cleanups.push(platform.restore);
  return platform;
}

/** A recorded face as the own camera. */
export async function camera(fromSeconds = 20): Promise<MediaStreamTrack> {
  const clip = await playClip('franck.mp4', fromSeconds);
  cleanups.push(clip.stop);
  return clip.track;
}

/** Recorded speech as the own microphone. */
export async function microphone(): Promise<MediaStreamTrack> {
  const speech = await playSpeech();
  cleanups.push(speech.stop);
  return speech.track;
}

/** A real aggregation client over a socket that the test holds. */
export function group(): {
  readonly aggregation: NonNullable<SessionOptions['aggregation']>;
  readonly socket: FakeSocket;
} {
  const socket = createFakeSocket(0);
  return { aggregation: { connect: () => socket, token: async () => 'token' }, socket };
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const until = (is: () => boolean): Promise<boolean> =>
  vi.waitUntil(is, { timeout: 40_000, interval: 50 });
