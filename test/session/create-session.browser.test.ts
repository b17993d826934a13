import { describe, expect, it, vi } from 'vitest';
import * as affect from '../../sdk/affect/index.ts';
import { faceAffect, faceSelf, voiceSelf } from './all-scopes.ts';
import { camera, join, joinUnseen, microphone, pause, until, watched } from './join-session.ts';

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
    const { session } = await joinUnseen({}, [track]);
    session.consent.decide([faceSelf]);
    await pause(300);
    expect(platform.made).toEqual([]);
    const looking = session.mine$.subscribe();
    await until(() => platform.workers().join() === 'assent-face');
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

  it('keeps two sessions of one page apart', async () => {
    const platform = watched();
    const one = await join({ meetingId: 'one' }, [await camera()]);
    const two = await join({ meetingId: 'two' }, [await microphone()]);
    one.session.consent.decide([faceSelf, voiceSelf]);
    two.session.consent.decide([faceSelf, voiceSelf]);
    await until(() => one.mine.length > 10 && two.mine.length > 10);
    expect([one.namesSince(0), two.namesSince(0)]).toEqual([['face'], ['voice']]);
    one.session.close();
    const seen = [one.mine.length, two.mine.length] as const;
    await until(() => two.mine.length > seen[1] + 10);
    expect([one.mine.length, two.ended.size, platform.workers()]).toEqual([seen[0], 0, ['assent-voice']]);
    expect(two.session.consent.subjectId).not.toBe(one.session.consent.subjectId);
  });
});
