import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { conductTurns } from '../../../../demo/client/guests/conduct-turns.ts';
import type { Guest } from '../../../../demo/client/guests/guest.ts';
import { planGuest } from '../../../../demo/client/guests/plan-guest.ts';

const guest = (key: number, turnSeconds: number, joined = true): Guest => ({
  key,
  part: { ...planGuest(key), turnSeconds },
  participantId: joined ? `p${key}` : null,
});
const run = (play: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void) =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(play);

describe('conductTurns', () => {
  it('lets guests speak one after the other, each for its own time, with a breath in between', () => {
    run(({ cold, expectObservable }) => {
      const guests$ = cold<readonly Guest[]>('a', { a: [guest(0, 2), guest(1, 1)] });
      expectObservable(conductTurns(guests$), '9s !').toBe('a 1999ms n 1499ms b 999ms n 1499ms a 1999ms n', {
        a: 0,
        b: 1,
        n: null,
      });
    });
  });

  it('waits for a guest to have joined, and starts anew when one comes or goes', () => {
    run(({ cold, expectObservable }) => {
      const guests$ = cold<readonly Guest[]>('a 99ms b 899ms c', {
        a: [guest(0, 5, false)],
        b: [guest(0, 5)],
        c: [],
      });
      expectObservable(conductTurns(guests$), '9s !').toBe('n 99ms a 899ms n', { a: 0, n: null });
    });
  });

  it('goes on with a turn when the list is emitted anew with the same guests', () => {
    run(({ cold, expectObservable }) => {
      const guests$ = cold<readonly Guest[]>('a 499ms b', { a: [guest(0, 1)], b: [guest(0, 1)] });
      expectObservable(conductTurns(guests$), '1100ms !').toBe('a 999ms n', { a: 0, n: null });
    });
  });
});
