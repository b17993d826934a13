import fc from 'fast-check';
import { BehaviorSubject, defer, finalize, Subject } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import { assertGrant } from '../../sdk/consent/consent-grant.ts';
import { isValidConsent } from '../../sdk/consent/consent-state.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { AssentError } from '../../sdk/errors.ts';
import { createModalityFrames } from '../../sdk/session/create-modality-frames.ts';
import { createScopeActivities } from '../../sdk/session/create-scope-activities.ts';
import { createAffectLoader } from '../../sdk/session/load-affect.ts';
import { measureSignals } from '../../sdk/session/measure-signals.ts';
import { watchActivity } from '../../sdk/session/watch-activity.ts';
import { createFakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { createFakeTrack } from '../../sdk/testing/create-fake-track.ts';
import type {
  ActiveComputation,
  FaceFrame,
  Modality,
  Scope,
  Signal,
  VoiceFrame,
} from '../../sdk/vocabulary.ts';
import { faceFrame } from '../behaviour/face-fixtures.ts';
import { speech, stretch } from '../behaviour/voice-frames.ts';
import { createFakeClock } from '../consent/fake-clock.ts';
import { about, estimateOf } from '../fusion/estimate-of.ts';
import { ledgerOf, noticeOfAll } from './all-scopes.ts';

const start = 1_800_000_000_000;
const notices: Notice[] = [];
beforeAll(async () => {
  notices.push(await noticeOfAll(), await noticeOfAll('unanimous'));
});

/** A whole session's flow under a real ledger, with media, models and everybody else in the test's hands. */
function scene(unanimous: boolean) {
  const clock = createFakeClock(start);
  const everyone$ = new BehaviorSubject(false);
  const ledger = ledgerOf(notices[unanimous ? 1 : 0] as Notice, {
    clock,
    ...(unanimous ? { everyoneConsents$: everyone$ } : {}),
  });
  const call = createFakeAdapter();
  const tracks = { voice: createFakeTrack('voice'), face: createFakeTrack('face') };
  const blocks = {
    voice: new BehaviorSubject<AssentError | null>(null),
    face: new BehaviorSubject<AssentError | null>(null),
  };
  const media = { voice: new Subject<VoiceFrame>(), face: new Subject<FaceFrame>() };
  const computing = new Map<Modality, ConsentGrant>();
  const pushed: Modality[] = [];
  const activities = createScopeActivities();
  const measure = <Frame>(modality: Modality, frames$: Subject<Frame>) =>
    createModalityFrames({
      modality,
      adapter: call.adapter,
      consent: ledger,
      report: () => {},
      block$: blocks[modality],
      measure: (_track, grant) =>
        defer(() => {
          assertGrant(grant, modality);
          computing.set(modality, grant);
          return frames$;
        }).pipe(finalize(() => computing.delete(modality))),
    });
  const shared = {
    consent: ledger,
    voice: measure('voice', media.voice),
    face: measure('face', media.face),
    report: () => {},
    activities,
    block$: (modality: Modality) => blocks[modality],
    isTold: () => true,
    tellDrift: () => {},
    loadAffect: createAffectLoader(
      async () => ({
        createAffectHead: (modality) => ({
          modality,
          modelId: 'm',
          push(frame) {
            pushed.push(modality);
            return estimateOf(modality, frame.atSeconds, about(0));
          },
        }),
      }),
      () => {},
    ),
  };
  const emitted: { readonly purpose: Scope['purpose']; readonly signal: Signal }[] = [];
  for (const purpose of ['self-view', 'group-summary'] as const) {
    measureSignals({ ...shared, purpose }).subscribe((signal) => emitted.push({ purpose, signal }));
  }
  let active: readonly ActiveComputation[] = [];
  watchActivity(
    ledger,
    { voice: shared.voice.activity$, face: shared.face.activity$ },
    activities.activity$,
  ).subscribe((next) => {
    active = next;
  });
  return {
    clock,
    everyone$,
    ledger,
    call,
    tracks,
    blocks,
    media,
    computing,
    pushed,
    emitted,
    active: () => active,
  };
}

type Scene = ReturnType<typeof scene>;
interface Step {
  readonly name: string;
  readonly act: (scene: Scene) => void;
}

const scopes = ['voice', 'face'].flatMap((modality) =>
  ['self-view', 'group-summary'].flatMap((purpose) =>
    ['behaviour', 'affect'].map((tier) => ({ modality, purpose, tier }) as Scope),
  ),
);
const step = (name: string, act: Step['act']): Step => ({ name, act });
const some = fc.subarray(scopes);
const modality = fc.constantFrom<Modality>('voice', 'face');
const block = new AssentError('model-revoked', 'listed');
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: some.map((given) =>
      step(`decide ${given.length}`, ({ ledger }) => attempt(() => ledger.decide(given))),
    ),
  },
  {
    weight: 2,
    arbitrary: some.map((given) => step(`withdraw ${given.length}`, ({ ledger }) => ledger.withdraw(given))),
  },
  fc.constant(step('withdraw all', ({ ledger }) => ledger.withdraw())),
  fc.constant(step('request', ({ ledger }) => ledger.request())),
  fc.constant(step('defer', ({ ledger }) => ledger.defer())),
  fc
    .constantFrom(0, 1)
    .map((to) => step(`notice ${to}`, ({ ledger }) => ledger.invalidate(notices[to] as Notice))),
  fc
    .integer({ min: 1, max: 90 })
    .map((minutes) => step(`wait ${minutes}`, ({ clock }) => clock.advance(minutes * 60_000))),
  fc
    .integer({ min: 1, max: 90 })
    .map((minutes) =>
      step(`renew ${minutes}`, ({ ledger, clock }) =>
        attempt(() => ledger.renew(clock.now() + minutes * 60_000)),
      ),
    ),
  {
    weight: 2,
    arbitrary: fc.boolean().map((all) => step(`everyone ${all}`, ({ everyone$ }) => everyone$.next(all))),
  },
  {
    weight: 3,
    arbitrary: modality.map((which) =>
      step(`publish ${which}`, ({ call, tracks }) => call.publish(tracks[which])),
    ),
  },
  modality.map((which) =>
    step(`unpublish ${which}`, ({ call, tracks }) => attempt(() => call.unpublish(tracks[which]))),
  ),
  fc
    .tuple(modality, fc.boolean())
    .map(([which, on]) =>
      step(`mute ${which} ${on}`, ({ call, tracks }) => attempt(() => call.mute(tracks[which], on))),
    ),
  fc
    .tuple(modality, fc.boolean())
    .map(([which, on]) =>
      step(`block ${which} ${on}`, ({ blocks }) => blocks[which].next(on ? block : null)),
    ),
  { arbitrary: fc.constant(step('end', ({ ledger }) => ledger.end())), weight: 1 },
);

function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // A step that the ledger or the call refuses is a step as well.
  }
}

/** What may run, by the ledger's own states and what everyone says: nothing else. */
function permitted({ ledger, everyone$ }: Scene): readonly Scope[] {
  let now: readonly Scope[] = [];
  ledger.states$
    .subscribe((states) => {
      now = states.filter(({ state }) => isValidConsent(state)).map(({ scope }) => scope);
    })
    .unsubscribe();
  return ledger.notice.mode === 'unanimous' && !everyone$.value ? [] : now;
}

function checkNow(real: Scene, atSeconds: number): void {
  const may = permitted(real);
  for (const [which, grant] of real.computing) {
    expect(may.some((scope) => scope.modality === which)).toBe(true);
    expect(grant.signal.aborted).toBe(false);
    expect(real.blocks[which].value).toBeNull();
  }
  for (const { scope, state } of real.active()) {
    expect(may).toContainEqual(scope);
    if (state === 'running') expect(real.computing.has(scope.modality)).toBe(true);
  }
  // Frames come whether anybody may measure them or not: a leak would let them through.
  real.emitted.length = 0;
  real.pushed.length = 0;
  for (let index = 0; index < 4; index += 1) real.media.face.next(faceFrame(atSeconds + index * 0.3));
  for (const frame of stretch(atSeconds, 0.6, () => speech)) real.media.voice.next(frame);
  for (const which of real.pushed) {
    expect(may.some((scope) => scope.modality === which && scope.tier === 'affect')).toBe(true);
    expect(real.blocks[which].value).toBeNull();
  }
  for (const { purpose, signal } of real.emitted) {
    const modalities = signal.kind === 'affect' ? signal.modalities : [signal.modality];
    const tier = signal.kind === 'affect' ? 'affect' : 'behaviour';
    for (const which of modalities) expect(may).toContainEqual({ modality: which, purpose, tier });
  }
}

describe('any sequence of choices, clocks, devices, notices, blocks and other people', () => {
  it.each([false, true])(
    'computes nothing without a valid consent, ever (unanimous: %s)',
    async (unanimous) => {
      let [measured, estimated] = [0, 0];
      const sequences = fc.array(steps, { minLength: 5, maxLength: 40, size: 'max' });
      await fc.assert(
        fc.asyncProperty(sequences, async (sequence) => {
          const real = scene(unanimous);
          for (const [index, { act }] of sequence.entries()) {
            act(real);
            checkNow(real, 1000 + index * 4);
            // Time for the affect entry to be fetched, and then all of it once more.
            for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
            checkNow(real, 1002 + index * 4);
            measured += real.emitted.length;
            estimated += real.pushed.length;
          }
          real.ledger.end();
          expect([...real.computing]).toEqual([]);
          expect(real.active()).toEqual([]);
        }),
        { numRuns: 100 },
      );
      // The runs were worth something only if things were measured and estimated in between.
      expect(Math.min(measured, estimated)).toBeGreaterThan(500);
    },
    60_000,
  );

  it('would notice a computation that outlives its consent', () => {
    const real = scene(false);
    real.computing.set('face', { signal: new AbortController().signal } as ConsentGrant);
    expect(() => checkNow(real, 1000)).toThrow();
  });
});
