import { describe, expect, it } from 'vitest';
import { firstCellOf } from '../../sdk/meeting/contribution-vector.ts';
import { binsPerSignal, groupSignals } from '../../sdk/meeting/group-signals.ts';
import { faceGroup, faceSelf, voiceGroup, voiceSelf } from './all-scopes.ts';
import { camera, group, join, microphone, pause, until, watched } from './join-session.ts';

describe('what ends a signal, and a session', () => {
  it('suppresses what was called wrong in the own view and in the group, and takes back what is held', async () => {
    const { aggregation, socket } = group();
    // Fewer frames than a nod takes: on a busy machine that is what is left, and the rest has to go on.
    const budget = { faceRateHz: 5 };
    const { session, mine } = await join({ aggregation, budget }, [await camera(153)]);
    await pause(20);
    socket.open();
    session.consent.decide([faceSelf, faceGroup]);
    const named = (name: string): number =>
      mine.filter(
        (signal) =>
          signal.kind === 'measurement' && signal.name === name && signal.reading.kind === 'measured',
      ).length;
    await until(() => named('smile') > 5 && named('smile-share') > 5);
    const countsOf = (text: string | undefined): number[] =>
      (JSON.parse(text ?? '{}') as { counts: number[] }).counts;
    socket.deliver('{"type":"collect","v":1,"window":1}');
    const smileShare = groupSignals.findIndex(({ name }) => name === 'smile-share');
    const smileAbstains = firstCellOf(smileShare) + binsPerSignal;
    expect(countsOf(socket.sent.at(-1))[smileAbstains]).toBe(0);

    session.contest('smile');
    expect(socket.sent.at(-1)).toContain('withdraw');
    const [smiles, brows] = [named('smile'), named('brow-raise')];
    await until(() => named('brow-raise') > brows + 10);
    expect(named('smile')).toBe(smiles);
    socket.deliver('{"type":"collect","v":1,"window":2}');
    expect(socket.sent.at(-1)).toContain('contribute');
    expect(countsOf(socket.sent.at(-1))[smileAbstains]).toBe(1);
  });

  it('ends everything with close(): workers, streams, consent, connection', async () => {
    const { aggregation, socket } = group();
    const tracks = [await microphone(), await camera()];
    const platform = watched();
    const { session, mine, active, ended } = await join({ aggregation }, tracks);
    await pause(20);
    socket.open();
    session.consent.decide([faceSelf, voiceSelf, voiceGroup]);
    await until(() => platform.workers().length === 2 && mine.length > 5);
    session.close();
    expect(platform.workers()).toEqual([]);
    expect([...ended].sort()).toEqual(['active$', 'group$', 'mine$', 'problems$', 'states$']);
    expect(active()).toEqual([]);
    expect(socket.closedWith()).toBe(1000);
    expect(new Set(session.consent.records.slice(-4).map(({ state }) => state))).toEqual(
      new Set(['terminated']),
    );
    const seen = mine.length;
    session.close();
    session.consent.decide([faceSelf]);
    session.contest('smile');
    let late = 'open';
    session.mine$.subscribe({ complete: () => (late = 'complete') });
    await pause(800);
    expect([mine.length, platform.workers(), late, platform.audioContexts()]).toEqual([
      seen,
      [],
      'complete',
      0,
    ]);
    expect(session.summary().windows.released).toBe(0);
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['live', 'live']);
  });

  it('closes itself when the call is left', async () => {
    const platform = watched();
    const { session, call, mine, ended } = await join({}, [await camera()]);
    session.consent.decide([faceSelf]);
    await until(() => mine.length > 5);
    call.leave();
    expect([platform.workers(), ended.size]).toEqual([[], 5]);
    expect(session.consent.records.at(-1)?.state).toBe('terminated');
  });
});
