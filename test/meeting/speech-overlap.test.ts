import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVoiceBehaviour } from '../../sdk/behaviour/create-voice-behaviour.ts';
import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import { createContributionWindow } from '../../sdk/meeting/create-contribution-window.ts';
import { binOf, groupSignals } from '../../sdk/meeting/group-signals.ts';
import { speechOverlapIn } from '../../sdk/meeting/speech-overlap.ts';
import { summarise } from '../../sdk/meeting/summarise.ts';
import { publishWindow, sumOf } from '../../sdk/server/publish-window.ts';
import type { GroupReleased } from '../../sdk/vocabulary.ts';
import { stretch } from '../behaviour/voice-frames.ts';

const slots = 60;
/** Who speaks in which of the slots; `null` is who speaks and is not measured. */
type Meeting = readonly (readonly boolean[] | null)[];

/** What was said while somebody else spoke, of all that was said; in slots. */
function truthOf(meeting: Meeting): { readonly over: number; readonly all: number } {
  const speakers = Array.from({ length: slots }, (_, at) => meeting.filter((one) => one?.[at]).length);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return { over: sum(speakers.filter((count) => count > 1)), all: sum(speakers) };
}

function publish(bins: readonly (number | null)[], atSeconds: number): GroupReleased {
  const others = groupSignals.slice(1).map(() => null);
  const sum = sumOf(bins.map((bin) => encodeContribution([bin, ...others])));
  const view = publishWindow(sum, { atSeconds, windowSeconds: 60, k: 5, affectK: 10 });
  if (view.kind !== 'released') throw new Error('twenty contributors are needed');
  return view;
}

const many = (count: number, bin: number | null): (number | null)[] =>
  new Array<number | null>(count).fill(bin);
const speaking = groupSignals[0];
if (speaking?.name !== 'speaking-share') throw new Error('the first signal is the speaking share');

const publishMeeting = (meeting: Meeting, atSeconds = 60): GroupReleased =>
  publish(
    meeting.map((one) => (one === null ? null : binOf(speaking, one.filter(Boolean).length / slots))),
    atSeconds,
  );

/** Somebody who is measured not at all, or says so much in so many stretches, each right after the last of the others. */
const person = fc.record({
  bin: fc.constantFrom(0, 0, 1, 2, 2, 3, 4, null),
  above: fc.constantFrom(0, 0, 0, 1, 5),
  stretches: fc.constantFrom(1, 1, 3),
});
/** What is least over others: everyone speaks where nobody has yet, for as long as there is such a place. */
const meeting = fc
  .record({
    people: fc.array(person, { minLength: 1, maxLength: 60 }),
    like: fc.tuple(person, fc.integer({ min: 0, max: 40 })),
    silent: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ people, like: [one, count], silent }): Meeting => {
    let next = 0;
    const all = [...people, ...new Array<typeof one>(count).fill(one)].map(({ bin, above, stretches }) => {
      if (bin === null) return null;
      const least = bin === 0 ? 0 : Math.ceil((speaking.edges[bin - 1] ?? 0) * slots - 1e-9);
      const activity = new Array<boolean>(slots).fill(false);
      for (let slot = 0; slot < least + above; slot += 1) {
        activity[next % slots] = true;
        next += slot % stretches === 0 ? 1 : 1 + slots / 2;
        while (activity[next % slots] && activity.includes(false)) next += 1;
      }
      return activity;
    });
    return [...all, ...new Array<null>(silent).fill(null)];
  })
  .filter((people) => people.length >= 20);
/** Turn after turn, nobody over anybody. */
const inTurns = fc
  .integer({ min: 1, max: 30 })
  .map((count) =>
    Array.from({ length: count }, (_, who) => Array.from({ length: slots }, (__, at) => at % count === who)),
  );

describe('speechOverlapIn', () => {
  test('never says more than was so, whoever spoke when', () => {
    let proved = 0;
    fc.assert(
      fc.property(fc.array(meeting, { minLength: 1, maxLength: 4 }), (windows) => {
        const views = windows.map((window, index) => publishMeeting(window, 60 * (index + 1)));
        const overlap = speechOverlapIn(views);
        const told = windows.filter((_, index) => speechOverlapIn(views.slice(index, index + 1)) !== null);
        expect(overlap?.windows ?? 0).toBe(told.length);
        const truth = told.map(truthOf);
        const over = truth.reduce((sum, each) => sum + each.over, 0);
        const all = truth.reduce((sum, each) => sum + each.all, 0);
        if ((overlap?.shareAtLeast ?? 0) > 0) proved += 1;
        if (overlap !== null) expect(overlap.shareAtLeast * all).toBeLessThanOrEqual(over + 1e-9);
      }),
      { numRuns: 2000 },
    );
    expect(proved).toBeGreaterThan(200);
  });

  test('a meeting in turns proves nothing', () => {
    fc.assert(
      fc.property(inTurns, fc.integer({ min: 20, max: 60 }), (turns, listeners) => {
        const view = publishMeeting([
          ...turns,
          ...new Array(listeners).fill(new Array<boolean>(slots).fill(false)),
        ]);
        expect(speechOverlapIn([view])).toSatisfy(
          (overlap) => overlap === null || overlap.shareAtLeast === 0,
        );
      }),
    );
  });

  test('is a function of what was published: meetings that look alike are told alike', () => {
    const told = new Map<string, Set<string>>();
    const bins = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4, null), { minLength: 20, maxLength: 24 });
    fc.assert(
      fc.property(bins, (some) => {
        const view = publish(some, 60);
        const key = JSON.stringify(view);
        const answers = told.get(key) ?? new Set<string>();
        told.set(key, answers.add(JSON.stringify(speechOverlapIn([JSON.parse(key)]))));
        expect(Object.keys(view).sort()).toEqual(
          ['atSeconds', 'contributors', 'k', 'kind', 'histograms', 'windowSeconds'].sort(),
        );
      }),
      { numRuns: 3000 },
    );
    expect([...told.values()].filter((answers) => answers.size > 1)).toEqual([]);
    expect(told.size).toBeGreaterThan(50);
  });

  test.each([
    // Band 0-2 of at least 13, of whom two may be lower: 11 * 0.15 = 1.65 times the time there was; the top is hidden.
    ['five tables at once, each with one who speaks half of the time', [...many(5, 4), ...many(15, 2)], 0.35],
    // Band 0-3 of at least 13, three abstain: 11 * 0.3 = 3.3.
    ['twenty who all speak a third of the time', [...many(20, 3), ...many(3, null)], 0.65],
    // Bands 0-2 (a tenth: at least 3), 3 (3 of it) and 4 (half of fifty, at least 23).
    ['fifty of whom half never stop', [...many(3, 2), ...many(4, 3), ...many(25, 4), ...many(18, null)], 0.9],
    ['three who speak and twenty who listen', [...many(3, 4), ...many(20, 0)], 0],
  ])('%s', (_, bins, share) => {
    expect(speechOverlapIn([publish(bins, 60)])?.shareAtLeast).toBe(share);
  });

  test('windows of which nothing was shown are left out, a small group is told nothing, and nothing is nothing', () => {
    const alike = publish(many(20, 4), 60);
    const shown = publish([...many(5, 4), ...many(15, 2)], 120);
    expect(speechOverlapIn([alike])).toBeNull();
    expect(summarise([]).overlap).toBeNull();
    expect(summarise([alike, shown]).overlap).toEqual({ windows: 1, shareAtLeast: 0.35 });
    const sum = sumOf(
      [...many(4, 3), ...many(8, 2), ...many(4, null)].map((bin) => encodeContribution([bin])),
    );
    const digest = publishWindow(sum, { atSeconds: 180, windowSeconds: 60, k: 5, affectK: 10 });
    expect(digest.kind).toBe('digest');
    expect(summarise([shown, digest]).overlap).toBeNull();
  });

  test('holds for activity that is measured as in a call, minute after minute', () => {
    const seconds = 120;
    // Five tables: at each, one speaks every other second, the others share the rest.
    const speaks = (who: number, at: number): boolean => {
      const [table, place] = [who % 5, Math.floor(who / 5)];
      const second = Math.floor(at) + table;
      return second % 2 === 0 ? place === 0 : 1 + (Math.floor(second / 2) % 3) === place;
    };
    const scopes = [{ modality: 'voice', purpose: 'group-summary', tier: 'behaviour' } as const];
    const contributions = Array.from({ length: 20 }, (_, who) => {
      const behaviour = createVoiceBehaviour();
      const window = createContributionWindow({ scopes });
      for (const frame of stretch(0, seconds, (at) => ({ speechProbability: speaks(who, at) ? 1 : 0 }))) {
        const signals = behaviour.push(frame);
        if (frame.atSeconds > seconds - 60) for (const signal of signals) window.push(signal);
      }
      return window.finish()?.consume() ?? [];
    });
    const view = publishWindow(sumOf(contributions), {
      atSeconds: seconds,
      windowSeconds: 60,
      k: 5,
      affectK: 10,
    });
    if (view.kind !== 'released') throw new Error('twenty contributed');
    // Five speak at all times, so all is said over others; what is published proves a third of it.
    expect(speechOverlapIn([view])?.shareAtLeast).toBe(0.35);
  });
});
