import { BehaviorSubject, finalize, type Observable, Subject, tap } from 'rxjs';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../sdk/accountability/audit-log.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { scopeKey } from '../../sdk/consent/scope-query.ts';
import { AssentError } from '../../sdk/errors.ts';
import type { DriftReference } from '../../sdk/models/model-card.ts';
import { createJournal } from '../../sdk/session/create-journal.ts';
import { createModalityFrames } from '../../sdk/session/create-modality-frames.ts';
import {
  createScopeActivities,
  type ScopeActivities,
  type ScopeActivity,
} from '../../sdk/session/create-scope-activities.ts';
import {
  createDriftFindings,
  type DriftFinding,
  type DriftFindings,
} from '../../sdk/session/drift-findings.ts';
import { type AffectModule, createAffectLoader } from '../../sdk/session/load-affect.ts';
import { measureSignals } from '../../sdk/session/measure-signals.ts';
import { createFakeAdapter, type FakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { createFakeTrack, type FakeTrack } from '../../sdk/testing/create-fake-track.ts';
import type {
  AffectEstimate,
  FaceFrame,
  FeatureFrame,
  Modality,
  Purpose,
  Scope,
  Signal,
  VoiceFrame,
} from '../../sdk/vocabulary.ts';
import { faceFrame } from '../behaviour/face-fixtures.ts';
import { speech, stretch } from '../behaviour/voice-frames.ts';
import { about, estimateOf } from '../fusion/estimate-of.ts';
import {
  faceAffect,
  faceGroup,
  faceGroupAffect,
  faceSelf,
  ledgerOf,
  noticeOfAll,
  voiceAffect,
  voiceGroup,
  voiceSelf,
} from './all-scopes.ts';

let notice: Notice;
beforeAll(async () => {
  notice = await noticeOfAll();
});

/** Heads that tell what they were given: the estimate's arousal is the number of frames so far, in hundredths. */
function countingHeads() {
  const made: Modality[] = [];
  const closed: Modality[] = [];
  const moved: Modality[] = [];
  const module: AffectModule = {
    createAffectHead(modality) {
      made.push(modality);
      let frames = 0;
      return {
        modality,
        modelId: `${modality}-model`,
        push(frame: FeatureFrame): AffectEstimate {
          frames += 1;
          return estimateOf(modality, frame.atSeconds, about(frames / 100));
        },
        // As of Assent's own heads, that of the voice alone outlives its device.
        ...(modality === 'voice' ? { changeDevice: () => void moved.push(modality) } : {}),
        close: () => void closed.push(modality),
      };
    },
  };
  return { made, closed, moved, module };
}

interface Scene {
  readonly ledger: ConsentLedger;
  readonly call: FakeAdapter;
  readonly camera: FakeTrack;
  readonly microphone: FakeTrack;
  readonly problems: AssentError[];
  readonly measuring: Set<Modality>;
  hear(frames: readonly VoiceFrame[]): void;
  see(frame: FaceFrame): void;
  readonly blocks: Readonly<Record<Modality, BehaviorSubject<AssentError | null>>>;
  readonly activities: ScopeActivities;
  readonly drift: DriftFindings;
  readonly noted: AuditEntry[];
  listen(purpose: Purpose): Signal[];
}

function scene(affect?: () => Promise<AffectModule>): Scene {
  const ledger = ledgerOf(notice);
  const call = createFakeAdapter();
  const camera = createFakeTrack('face');
  const microphone = createFakeTrack('voice');
  call.publish(microphone);
  call.publish(camera);
  const problems: AssentError[] = [];
  const report = (problem: AssentError): void => void problems.push(problem);
  const heard$ = new Subject<VoiceFrame>();
  const seen$ = new Subject<FaceFrame>();
  const measuring = new Set<Modality>();
  const framesOf = <Frame>(modality: Modality, media$: Observable<Frame>) =>
    createModalityFrames({
      modality,
      adapter: call.adapter,
      consent: ledger,
      report,
      measure: () =>
        media$.pipe(
          tap({ subscribe: () => measuring.add(modality) }),
          finalize(() => measuring.delete(modality)),
        ),
    });
  const voice = framesOf('voice', heard$);
  const face = framesOf('face', seen$);
  const loadAffect = createAffectLoader(affect, report);
  const activities = createScopeActivities();
  const noted: AuditEntry[] = [];
  const journal = createJournal(ledger);
  journal.lines$.subscribe(({ entry }) => noted.push(entry));
  const drift = createDriftFindings(journal);
  const blocks = {
    voice: new BehaviorSubject<AssentError | null>(null),
    face: new BehaviorSubject<AssentError | null>(null),
  };
  return {
    ledger,
    blocks,
    activities,
    drift,
    noted,
    call,
    camera,
    microphone,
    problems,
    measuring,
    hear: (frames) => {
      for (const frame of frames) heard$.next(frame);
    },
    see: (frame) => seen$.next(frame),
    listen(purpose) {
      const signals: Signal[] = [];
      measureSignals({
        consent: ledger,
        purpose,
        voice,
        face,
        loadAffect,
        report,
        activities,
        block$: (modality) => blocks[modality],
        isTold: (id) => !id.includes('untold'),
        tellDrift: drift.tell,
      }).subscribe((signal) => signals.push(signal));
      return signals;
    },
  };
}

const kindsOf = (signals: readonly Signal[]): string[] => [
  ...new Set(signals.map((signal) => (signal.kind === 'affect' ? 'affect' : signal.modality))),
];
const shareOf = (signals: readonly Signal[]): number | string | undefined => {
  const share = signals.findLast(
    (signal) => signal.kind === 'measurement' && signal.name === 'speaking-share',
  );
  if (share?.kind !== 'measurement') return undefined;
  return share.reading.kind === 'measured' ? share.reading.value : share.reading.reasons.join();
};
const talking = (fromSeconds: number, seconds: number) => stretch(fromSeconds, seconds, () => speech);
const quiet = (fromSeconds: number, seconds: number) => stretch(fromSeconds, seconds);
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};

describe('measureSignals', () => {
  it('gives each purpose what it was granted, and nothing more', () => {
    const { ledger, hear, see, listen } = scene();
    const [own, group] = [listen('self-view'), listen('group-summary')];
    const play = (from: number): void => {
      own.length = 0;
      group.length = 0;
      for (let at = from; at < from + 5; at += 0.1) see(faceFrame(at));
      hear(quiet(from, 5));
    };
    const cases: readonly (readonly [readonly Scope[], readonly string[], readonly string[]])[] = [
      [[], [], []],
      [[faceSelf], ['face'], []],
      [[voiceGroup], [], ['voice']],
      [[voiceSelf, faceGroup], ['voice'], ['face']],
      [[voiceSelf, faceSelf, voiceGroup], ['face', 'voice'], ['voice']],
    ];
    cases.forEach(([given, expectedOwn, expectedGroup], index) => {
      ledger.decide(given);
      play(1000 + index * 10);
      expect([kindsOf(own), kindsOf(group)], given.map(({ purpose }) => purpose).join()).toEqual([
        expectedOwn,
        expectedGroup,
      ]);
    });
  });

  it('reads a modality once however many purposes ask, and not at all while none does', () => {
    const { ledger, measuring, listen } = scene();
    ledger.decide([voiceSelf, voiceGroup, faceGroup]);
    expect([...measuring]).toEqual([]);
    listen('self-view');
    expect([...measuring]).toEqual(['voice']);
    listen('group-summary');
    expect([...measuring]).toEqual(['voice', 'face']);
    ledger.withdraw([voiceGroup]);
    expect([...measuring]).toEqual(['voice', 'face']);
    ledger.withdraw([voiceSelf]);
    expect([...measuring]).toEqual(['face']);
  });

  it('keeps nothing of the old time after a withdrawal and a new consent', () => {
    const { ledger, hear, listen } = scene();
    const own = listen('self-view');
    ledger.decide([voiceSelf]);
    hear(talking(1000, 20));
    expect(shareOf(own)).toBeGreaterThan(0.9);
    ledger.withdraw();
    own.length = 0;
    hear(talking(1020, 5));
    expect(own).toEqual([]);
    ledger.decide([voiceSelf]);
    hear(quiet(1025, 20));
    expect(shareOf(own)).toBe(0);
  });

  it('tells the group nothing of the time before the consent to it, although the own view measured that', () => {
    const { ledger, hear, listen } = scene();
    const [own, group] = [listen('self-view'), listen('group-summary')];
    ledger.decide([voiceSelf]);
    hear(talking(1000, 20));
    ledger.decide([voiceSelf, voiceGroup]);
    hear(quiet(1020, 20));
    expect(shareOf(own)).toBeGreaterThan(0.4);
    expect(shareOf(group)).toBe(0);
  });

  it('goes on for one modality undisturbed when the other is withdrawn', () => {
    const { ledger, hear, listen } = scene();
    const own = listen('self-view');
    ledger.decide([voiceSelf, faceSelf]);
    hear(talking(1000, 10));
    ledger.withdraw([faceSelf]);
    hear(quiet(1010, 10));
    expect(shareOf(own)).toBeGreaterThan(0.4);
    expect(shareOf(own)).toBeLessThan(0.6);
  });
});

describe('measureSignals with affect', () => {
  let heads: ReturnType<typeof countingHeads>;
  beforeEach(() => {
    vi.useFakeTimers();
    heads = countingHeads();
    return () => vi.useRealTimers();
  });
  const now = (): number => (performance.timeOrigin + performance.now()) / 1000;
  const arousals = (signals: readonly Signal[]): string[] =>
    signals.flatMap((signal) =>
      signal.kind === 'affect'
        ? [
            `${signal.modalities.join('+')} ${signal.arousal.kind === 'measured' ? signal.arousal.value.toFixed(2) : 'none'}`,
          ]
        : [],
    );
  const tick = (): Promise<unknown> => vi.advanceTimersByTimeAsync(500);

  it('loads nothing before a consent to affect, then once for all who need it', async () => {
    const load = vi.fn(async () => heads.module);
    const { ledger, listen } = scene(load);
    listen('self-view');
    listen('group-summary');
    ledger.decide([voiceSelf, faceSelf, voiceGroup, faceGroup]);
    await settled();
    expect([load.mock.calls.length, heads.made]).toEqual([0, []]);
    ledger.decide([voiceAffect, faceAffect, faceGroupAffect]);
    await settled();
    expect([load.mock.calls.length, heads.made]).toEqual([1, ['voice', 'face', 'face']]);
  });

  it('builds no head when the consent is gone before the entry is there', async () => {
    let arrive: (module: AffectModule) => void = () => {};
    const { ledger, listen, measuring } = scene(() => new Promise((resolve) => (arrive = resolve)));
    listen('self-view');
    ledger.decide([faceAffect]);
    await settled();
    ledger.withdraw();
    arrive(heads.module);
    await settled();
    expect([heads.made, [...measuring]]).toEqual([[], []]);
  });

  it('tells once that the entry cannot be had, goes on without, and tries again at the next consent', async () => {
    let fails = true;
    const load = vi.fn(() => {
      if (fails) throw new Error('offline');
      return Promise.resolve(heads.module);
    });
    const { ledger, problems, listen, see } = scene(load);
    const own = listen('self-view');
    ledger.decide([faceSelf, faceAffect, voiceAffect]);
    await settled();
    expect(problems).toMatchObject([{ code: 'unsupported', cause: { message: 'offline' } }]);
    for (let at = 1000; at < 1005; at += 0.1) see(faceFrame(at));
    expect(kindsOf(own)).toEqual(['face']);
    fails = false;
    ledger.withdraw([faceAffect]);
    ledger.decide([faceSelf, faceAffect]);
    await settled();
    see(faceFrame(now()));
    await tick();
    expect([problems.length, load.mock.calls.length, heads.made]).toEqual([1, 2, ['face']]);
    expect(arousals(own)).toEqual(['face 0.01']);
  });

  it('tells of an entry that is none, and of a head that fails, and the rest goes on', async () => {
    const wrong = scene(async () => ({}) as AffectModule);
    wrong.listen('self-view');
    wrong.ledger.decide([faceAffect]);
    await settled();
    expect(wrong.problems).toMatchObject([
      { code: 'unsupported', cause: { message: expect.stringMatching(/^affect/) } },
    ]);

    const throwing = scene(async () => ({
      createAffectHead: (modality) => ({
        modality,
        modelId: 'x',
        push() {
          throw new Error('a head broke');
        },
      }),
    }));
    const own = throwing.listen('self-view');
    throwing.ledger.decide([faceAffect, faceSelf]);
    await settled();
    for (let at = 1000; at < 1005; at += 0.1) throwing.see(faceFrame(at));
    expect(throwing.problems).toMatchObject([{ code: 'unsupported', cause: { message: 'a head broke' } }]);
    expect(kindsOf(own)).toEqual(['face']);
  });

  it('fuses both modalities; a withdrawn one is gone from the next estimate, and the other goes on', async () => {
    const { ledger, listen, see, hear } = scene(async () => heads.module);
    const own = listen('self-view');
    ledger.decide([voiceAffect, faceAffect]);
    await settled();
    see(faceFrame(now()));
    hear(quiet(now(), 0.01));
    await tick();
    expect(arousals(own)).toEqual([expect.stringMatching(/^(face\+voice|voice\+face) 0\.01$/)]);
    ledger.withdraw([faceAffect]);
    own.length = 0;
    hear(quiet(now(), 0.01));
    await tick();
    await tick();
    // The voice's head was not restarted: this is its second frame.
    expect([...new Set(arousals(own))]).toEqual(['voice 0.02']);
    expect(heads.made).toEqual(['voice', 'face']);
  });

  it('builds a new head after a withdrawal and a new consent, and for another track, but not for a mute', async () => {
    const { ledger, listen, see, call, camera } = scene(async () => heads.module);
    const own = listen('self-view');
    const look = async (): Promise<string[]> => {
      own.length = 0;
      see(faceFrame(now()));
      see(faceFrame(now() + 0.01));
      await tick();
      return arousals(own);
    };
    ledger.decide([faceAffect]);
    await settled();
    expect(await look()).toEqual(['face 0.02']);
    call.mute(camera, true);
    call.mute(camera, false);
    expect(await look()).toEqual(['face 0.04']);
    ledger.withdraw();
    expect(await look()).toEqual([]);
    ledger.decide([faceAffect]);
    await settled();
    expect(await look()).toEqual(['face 0.02']);
    call.replace(camera, createFakeTrack('face'));
    expect(await look()).toEqual(['face 0.02']);
    expect(heads.made).toHaveLength(3);
    expect(heads.closed).toHaveLength(2);
    ledger.withdraw();
    expect(heads.closed).toHaveLength(3);
  });

  it('keeps the head of a voice, and what it knows, over another microphone and its absence, and ends it with the consent', async () => {
    const { ledger, listen, hear, call, microphone } = scene(async () => heads.module);
    const own = listen('self-view');
    const heard = async (): Promise<string | undefined> => {
      own.length = 0;
      hear(quiet(now(), 0.01));
      await tick();
      return arousals(own).at(-1);
    };
    ledger.decide([voiceAffect]);
    await settled();
    expect(await heard()).toBe('voice 0.01');
    const other = createFakeTrack('voice');
    call.replace(microphone, other);
    expect(await heard()).toBe('voice 0.02');
    expect(heads.moved).toEqual(['voice']);
    call.unpublish(other);
    call.publish(other);
    expect(await heard()).toBe('voice 0.03');
    expect([heads.moved, heads.made, heads.closed]).toEqual([['voice'], ['voice'], []]);
    ledger.withdraw();
    expect(heads.closed).toEqual(['voice']);
  });

  it('asks for no affect where the app gives none', async () => {
    const { ledger, listen, measuring, problems } = scene();
    listen('self-view');
    ledger.decide([faceAffect]);
    await settled();
    expect([[...measuring], problems]).toEqual([[], []]);
  });

  it('runs no head while its model is blocked, not even its loading, and a new one afterwards', async () => {
    const load = vi.fn(async () => heads.module);
    const { ledger, listen, see, blocks, activities } = scene(load);
    let active: ScopeActivity = new Map();
    activities.activity$.subscribe((next) => {
      active = next;
    });
    const own = listen('self-view');
    const look = async (): Promise<string[]> => {
      own.length = 0;
      see(faceFrame(now()));
      await tick();
      return arousals(own);
    };
    const block = new AssentError('revocations-unusable', 'no list');
    blocks.face.next(block);
    ledger.decide([faceAffect]);
    await settled();
    expect([await look(), load.mock.calls.length]).toEqual([[], 0]);
    expect([...active]).toEqual([
      [scopeKey(faceAffect), { state: 'paused', reason: 'revocations-unusable' }],
    ]);
    blocks.face.next(null);
    await settled();
    expect(await look()).toEqual(['face 0.01']);
    expect([...active]).toEqual([[scopeKey(faceAffect), { state: 'running' }]]);
    blocks.face.next(block);
    expect(await look()).toEqual([]);
    ledger.withdraw();
    expect([...active]).toEqual([]);
    expect(heads.made).toEqual(['face']);
  });

  it('runs no head of a model that the notice does not tell of', async () => {
    const untold: AffectModule = {
      createAffectHead: (modality) => ({ ...heads.module.createAffectHead(modality), modelId: 'untold-1' }),
    };
    const { ledger, listen, see, problems } = scene(async () => untold);
    const own = listen('self-view');
    ledger.decide([faceAffect]);
    await settled();
    see(faceFrame(now()));
    await tick();
    expect(own).toEqual([]);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['no-consent', 'The model untold-1 does not stand in the notice.'],
    ]);
    expect(heads.closed).toEqual(['face']);
  });

  it('leaves no timer behind once nothing is consented to', async () => {
    const { ledger, listen } = scene(async () => heads.module);
    listen('self-view');
    ledger.decide([faceAffect, faceSelf]);
    await settled();
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    ledger.withdraw();
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('measureSignals and drift', () => {
  const references: readonly DriftReference[] = [
    { feature: 'arousal', edges: [0.5], counts: [1000, 0], estimated: 1000, abstained: 0 },
  ];
  /** A head that always says the same. */
  const saying = (arousal: number) => async (): Promise<AffectModule> => ({
    createAffectHead: (modality) => ({
      modality,
      modelId: `${modality}-model`,
      push: ({ atSeconds }) => estimateOf(modality, atSeconds, about(arousal)),
    }),
    driftReferences: (modality) => (modality === 'face' ? references : []),
  });
  const verdicts = ({ drift }: Scene): string[] => {
    let found: readonly DriftFinding[] = [];
    drift.findings$.subscribe((next) => (found = next)).unsubscribe();
    return found.map(({ modelId, feature, verdict }) => `${modelId} ${feature} ${verdict}`);
  };
  async function watchFor(minutes: number, arousal: number, purpose: Purpose = 'self-view'): Promise<Scene> {
    const call = scene(saying(arousal));
    call.listen(purpose);
    call.ledger.decide(purpose === 'self-view' ? [faceAffect] : [faceGroupAffect]);
    await settled();
    for (let second = 0; second < minutes * 60; second += 1) call.see(faceFrame(1000 + second));
    return call;
  }

  it('says nothing before ten minutes of answers, and then that the reference fits', async () => {
    expect(verdicts(await watchFor(9, 0.2))).toEqual(['face-model arousal too-little-data']);
    expect(verdicts(await watchFor(11, 0.2))).toEqual(['face-model arousal fits']);
  });

  it('says that it no longer fits, writes that down once and without a figure, and forgets it with the consent', async () => {
    const call = await watchFor(12, 0.9);
    expect(verdicts(call)).toEqual(['face-model arousal no-longer-fits']);
    expect(call.noted.filter(({ kind }) => kind === 'drift')).toEqual([
      { kind: 'drift', feature: 'face-model arousal', verdict: 'no-longer-fits' },
    ]);
    call.ledger.withdraw();
    expect(verdicts(call)).toEqual([]);
  });

  it('does not look at what was given for the group alone', async () => {
    expect(verdicts(await watchFor(11, 0.9, 'group-summary'))).toEqual([]);
  });

  it('holds the smile against the face model’s own card, without any affect', async () => {
    const call = scene();
    call.listen('self-view');
    call.ledger.decide([faceSelf]);
    for (let second = 0; second < 620; second += 0.5) call.see(faceFrame(1000 + second));
    expect(verdicts(call)).toEqual([
      expect.stringMatching(/^mediapipe-face-landmarker smile (fits|watch|no-)/),
    ]);
  });
});
