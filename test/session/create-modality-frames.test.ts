import { NEVER, type Observable, of, Observable as Source, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsentGrant } from '../../sdk/consent/consent-grant.ts';
import type { ConsentLedger } from '../../sdk/consent/consent-ledger.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import { AssentError } from '../../sdk/errors.ts';
import {
  type Activity,
  createModalityFrames,
  type ModalityFrames,
} from '../../sdk/session/create-modality-frames.ts';
import { createFakeAdapter, type FakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { createFakeTrack, type FakeTrack } from '../../sdk/testing/create-fake-track.ts';
import { faceAffect, faceSelf, ledgerOf, noticeOfAll, voiceSelf } from './all-scopes.ts';

let notice: Notice;
beforeAll(async () => {
  notice = await noticeOfAll();
});

type Measure = (track: MediaStreamTrack, grant: ConsentGrant) => Observable<string>;

interface Scene {
  readonly ledger: ConsentLedger;
  readonly call: FakeAdapter;
  readonly camera: FakeTrack;
  readonly other: FakeTrack;
  readonly problems: AssentError[];
  readonly face: ModalityFrames<string>;
}

function scene(measure: Measure): Scene {
  const ledger = ledgerOf(notice);
  const call = createFakeAdapter();
  const problems: AssentError[] = [];
  const report = (problem: AssentError): void => void problems.push(problem);
  const face = createModalityFrames({
    modality: 'face',
    adapter: call.adapter,
    consent: ledger,
    measure,
    report,
  });
  return { ledger, call, camera: createFakeTrack('face'), other: createFakeTrack('face'), problems, face };
}

/** One letter, one thing that the participant or the call does. */
const actions: Readonly<Record<string, (scene: Scene) => void>> = {
  g: ({ ledger }) => ledger.decide([faceSelf]),
  b: ({ ledger }) => ledger.decide([faceSelf, faceAffect]),
  v: ({ ledger }) => ledger.decide([voiceSelf]),
  n: ({ ledger }) => ledger.withdraw([faceSelf]),
  w: ({ ledger }) => ledger.withdraw(),
  e: ({ ledger }) => ledger.end(),
  p: ({ call, camera }) => call.publish(camera),
  m: ({ call, camera }) => call.mute(camera, true),
  u: ({ call, camera }) => call.mute(camera, false),
  r: ({ call, camera, other }) => call.replace(camera, other),
  x: ({ call, camera }) => call.unpublish(camera),
};

function marbles(
  body: (
    helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0],
    play: (marbles: string, measure: Measure) => Scene,
  ) => void,
): void {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) =>
    body(helpers, (letters, measure) => {
      const made = scene(measure);
      helpers.cold(letters).subscribe((letter) => actions[letter]?.(made));
      return made;
    }),
  );
}

describe('createModalityFrames', () => {
  it('reads the media only between grant and withdrawal', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }, play) => {
      const media = hot('                  0123456789abcdef');
      const { face } = play('             p-v-g---w--g--e-', () => media);
      expectObservable(face.frames$).toBe('----4567---bcd|');
      expectSubscriptions(media.subscriptions).toBe(['----^---!', '-----------^--!']);
    });
  });

  it('reads the media only while there is a track that is not muted', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }, play) => {
      const media = hot('                  0123456789abcdef');
      const { face } = play('             g--p--m--u--x---', () => media);
      expectObservable(face.frames$).toBe('---345---9ab----');
      expectSubscriptions(media.subscriptions).toBe(['---^--!', '---------^--!']);
    });
  });

  it('does not read a track that is muted from the start', () => {
    marbles(({ hot, expectSubscriptions, expectObservable }, play) => {
      const media = hot('0123456789');
      const { face } = play('(pm)-g----', () => media);
      expectObservable(face.frames$).toBe('----------');
      expectSubscriptions(media.subscriptions).toBe([]);
    });
  });

  it('goes on with the track that is sent instead, and lets go of the old one', () => {
    marbles(({ hot, expectSubscriptions, expectObservable, flush }, play) => {
      const media = hot('0123456789');
      const tracks: string[] = [];
      const { face, camera, other } = play('p-g--r---w', (track) => {
        tracks.push(track.id);
        return media;
      });
      expectObservable(face.frames$).toBe('--2345678-');
      expectSubscriptions(media.subscriptions).toBe(['--^--!', '-----^---!']);
      flush();
      expect(tracks).toEqual([camera.id, other.id]);
    });
  });

  it('goes on without a break while any scope of the modality is given', () => {
    marbles(({ hot, expectSubscriptions, expectObservable }, play) => {
      const media = hot('0123456789');
      const { face } = play('p-b--n--w-', () => media);
      expectObservable(face.frames$).toBe('--234567--');
      expectSubscriptions(media.subscriptions).toBe('--^-----!');
    });
  });

  it('is read once for many, and not anew for a subscriber that changes places', () => {
    marbles(({ hot, cold, expectSubscriptions, expectObservable, flush }, play) => {
      const media = hot('0123456789');
      const { face } = play('(pg)------', () => media);
      expectObservable(face.frames$, '-^--!----').toBe('-123------');
      expectObservable(face.frames$, '--^-!----').toBe('--23------');
      cold('----s').subscribe(() => {
        const place = face.frames$.subscribe();
        place.unsubscribe();
        cold('---s').subscribe(() => second.unsubscribe());
        const second = face.frames$.subscribe();
      });
      flush();
      expectSubscriptions(media.subscriptions).toBe('-^-----!');
    });
  });

  it('lets go of the media when nobody is interested any more', () => {
    marbles(({ hot, expectSubscriptions, expectObservable }, play) => {
      const media = hot('0123456789');
      const { face } = play('(pg)------', () => media);
      expectObservable(face.frames$, '-^--!----').toBe('-123------');
      expectSubscriptions(media.subscriptions).toBe('-^--!');
    });
  });

  it('begins anew after a failure, tells of it, and errors never', () => {
    marbles(({ cold, expectSubscriptions, expectObservable, flush }, play) => {
      const media = cold<string>('-f-#', undefined, new AssentError('worker-failed', 'it died'));
      const { face, problems } = play('(pg)', () => media);
      expectObservable(face.frames$, '^ 2s !').toBe('-f 1002ms f');
      expectSubscriptions(media.subscriptions).toBe(['^--!', '1003ms ^--!']);
      flush();
      expect(problems.map(({ code }) => code)).toEqual(['worker-failed', 'worker-failed']);
    });
  });

  it('waits for another track after a failure that lasts', () => {
    marbles(({ cold, expectSubscriptions, expectObservable, flush }, play) => {
      const media = cold<string>('-f-#', undefined, new AssentError('track-ended', 'it ended'));
      const { face, problems } = play('(pg) 5s r', () => media);
      expectObservable(face.frames$, '^ 10s !').toBe('-f 5003ms f');
      expectSubscriptions(media.subscriptions).toBe(['^--!', '5004ms ^--!']);
      flush();
      expect(problems.map(({ code }) => code)).toEqual(['track-ended', 'track-ended']);
    });
  });

  it('does not begin anew when the consent goes in the wait after a failure', () => {
    marbles(({ cold, expectSubscriptions, expectObservable }, play) => {
      const media = cold<string>('-#', undefined, new AssentError('worker-failed', 'it died'));
      const { face } = play('(pg) 500ms w', () => media);
      expectObservable(face.frames$, '^ 5s !').toBe('');
      expectSubscriptions(media.subscriptions).toBe('^!');
    });
  });

  it('says what it is doing: nothing, waiting for a track, starting, running, muted, failed', () => {
    const failing = throwError(() => new AssentError('unsupported', 'no WebGL'));
    let next: Observable<string> = NEVER;
    const { ledger, call, camera, other, face } = scene(() => next);
    const seen: Activity[] = [];
    face.activity$.subscribe((activity) => seen.push(activity));
    ledger.decide([faceSelf]);
    expect(seen).toEqual([null]);
    face.frames$.subscribe();
    call.publish(camera);
    call.mute(camera, true);
    next = of('frame', 'frame', 'frame');
    call.mute(camera, false);
    next = failing;
    call.replace(camera, other);
    ledger.withdraw();
    expect(seen).toEqual([
      null,
      { state: 'paused', reason: 'no-track' },
      { state: 'starting' },
      { state: 'paused', reason: 'muted' },
      { state: 'starting' },
      { state: 'running' },
      { state: 'starting' },
      { state: 'failed', reason: 'unsupported' },
      null,
    ]);
  });

  it('has destroyed what measures, and says so, when withdraw() returns, also for a late subscriber', () => {
    const order: string[] = [];
    const { ledger, call, camera, face } = scene(
      () =>
        new Source(() => {
          order.push('constructed');
          return () => order.push('destroyed');
        }),
    );
    call.publish(camera);
    face.frames$.subscribe();
    ledger.decide([faceSelf, faceAffect]);
    face.frames$.subscribe();
    face.activity$.subscribe((activity) => order.push(activity?.state ?? 'nothing'));
    ledger.withdraw();
    order.push('returned');
    expect(order).toEqual(['constructed', 'starting', 'destroyed', 'nothing', 'returned']);
  });

  it('hands the grant of the modality on, and leaves the track alone', () => {
    const grants: ConsentGrant[] = [];
    const { ledger, call, camera, face } = scene((_track, grant) => {
      grants.push(grant);
      return NEVER;
    });
    call.publish(camera);
    face.frames$.subscribe();
    ledger.decide([faceSelf]);
    ledger.withdraw();
    expect(grants.map(({ query, signal }) => [query, signal.aborted])).toEqual([
      [{ modality: 'face' }, true],
    ]);
    expect([camera.stops, camera.clones, camera.enabled]).toEqual([0, 0, true]);
  });

  it('tells which track is sent, whether or not it is muted', () => {
    const { call, camera, other, face } = scene(() => NEVER);
    const ids: (string | null)[] = [];
    face.trackId$.subscribe((id) => ids.push(id));
    call.publish(camera);
    call.mute(camera, true);
    call.mute(camera, false);
    call.replace(camera, other);
    call.unpublish(other);
    expect(ids).toEqual([null, camera.id, other.id, null]);
  });
});
