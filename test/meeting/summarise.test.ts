import { describe, expect, test } from 'vitest';
import { summaryLimitSentences } from '../../sdk/meeting/meeting-summary.ts';
import { summarise } from '../../sdk/meeting/summarise.ts';
import type {
  GroupBand,
  GroupReleased,
  GroupSignalName,
  GroupWithheld,
  WithheldReason,
} from '../../sdk/vocabulary.ts';

function released(
  atSeconds: number,
  bands: Partial<Record<GroupSignalName, readonly GroupBand[]>>,
  contributors: GroupReleased['contributors'] = { atLeast: 5, atMost: 9 },
): GroupReleased {
  const histograms = Object.entries(bands).map(([signal, shown]) => {
    const none = { bins: [null, null, null, null, null], abstained: null };
    return { signal: signal as GroupSignalName, bands: shown, ...none };
  });
  return { kind: 'released', atSeconds, windowSeconds: 60, k: 5, contributors, histograms };
}

function withheld(atSeconds: number, reason: WithheldReason): GroupWithheld {
  return { kind: 'withheld', atSeconds, windowSeconds: 60, k: 5, reason };
}

const band = (fromBin: number, toBin: number, share: number): GroupBand => ({ fromBin, toBin, share });

describe('summarise', () => {
  test('without any view there is nothing, said as such', () => {
    const summary = summarise([]);
    expect(summary.windows).toMatchObject({ released: 0, withheld: 0 });
    expect([summary.k, summary.contributors, summary.fromSeconds, summary.uncertainty.widestGap]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(summary.signals.every((signal) => signal.bands.length === 0)).toBe(true);
    expect(summary.limits).toContain('not-for-evaluation');
  });

  test('counts windows once, in order, with the reasons of those withheld', () => {
    const first = released(60, {});
    const summary = summarise([
      withheld(120, 'group-changed'),
      withheld(2, 'not-connected'),
      first,
      first,
      withheld(180, 'too-few-contributors'),
      withheld(3, 'collecting'),
    ]);
    expect(summary.windows).toEqual({
      released: 1,
      withheld: 2,
      withheldBy: {
        'too-few-contributors': 1,
        'group-changed': 1,
        collecting: 1,
        'not-connected': 1,
        'service-stopped': 0,
        'sum-implausible': 0,
        'budget-spent': 0,
      },
    });
    expect([summary.fromSeconds, summary.toSeconds]).toEqual([2, 180]);
  });

  test('gives each level the bounds that the bands allow, averaged over the windows', () => {
    const summary = summarise([
      released(60, { 'smile-share': [band(0, 1, 0.6)] }),
      released(120, { 'smile-share': [band(0, 0, 0.4), band(1, 3, 0.4)] }),
      released(180, { 'smile-share': [] }),
    ]);
    const smile = summary.signals.find((signal) => signal.signal === 'smile-share');
    expect(smile?.windows).toBe(2);
    expect(smile?.bands).toEqual([
      { level: 'low', from: null, to: 0.2, shareAtLeast: 0.5, shareAtMost: 0.7, word: 'some' },
      { level: 'middle', from: 0.2, to: 0.4, shareAtLeast: 0, shareAtMost: 0.4, word: null },
      { level: 'high', from: 0.4, to: null, shareAtLeast: 0, shareAtMost: 0.5, word: null },
    ]);
    expect(summary.uncertainty.widestGap).toBe(0.5);
    expect(summary.uncertainty.sentence).toMatch(/50 %/);
  });

  test('does not tell a quarter as three tenths, and says how coarse the figures are', () => {
    const bands = { 'smile-share': [band(0, 1, 0.25), band(2, 2, 0.5)] };
    const quarters = summarise([released(60, bands, { atLeast: 20, atMost: 49 })]);
    const levels = quarters.signals.find(({ signal }) => signal === 'smile-share')?.bands;
    expect(levels?.map(({ shareAtLeast }) => shareAtLeast)).toEqual([0.25, 0.5, 0]);
    expect(quarters.course[0]?.signals['smile-share']?.[0]).toEqual([0.25, 0.25]);
    expect(quarters.uncertainty.roundedTo).toBe(0.25);
    expect(quarters.uncertainty.sentence).toContain('rounded to 25 %');
    expect(summarise([released(60, bands, { atLeast: 50, atMost: null })]).uncertainty.roundedTo).toBe(0.1);
  });

  test('speaks in words while the group may be small, and of most, some and few', () => {
    const bands = { 'speaking-share': [band(0, 0, 0.7), band(1, 4, 0.3)] };
    expect(summarise([released(60, bands)]).wording).toBe('words');
    const large = summarise([released(60, bands, { atLeast: 20, atMost: 49 })]);
    expect(large.wording).toBe('shares');
    expect(large.signals[0]?.bands.map((level) => level.word)).toEqual(['most', 'few', 'few']);
    const grown = summarise([released(60, bands), released(120, bands, { atLeast: 50, atMost: null })]);
    expect([grown.wording, grown.contributors]).toEqual(['words', { atLeast: 5, atMost: null }]);
  });

  test('always says that nobody is to be evaluated by it, and of affect that it is no feeling', () => {
    const behaviour = summarise([released(60, { 'smile-share': [band(0, 1, 0.5)] })]);
    const affect = summarise([released(60, { valence: [band(0, 1, 0.5)] })]);
    expect(behaviour.limits).not.toContain('expression-not-feeling');
    expect(affect.limits).toContain('expression-not-feeling');
    for (const limit of [...behaviour.limits, ...affect.limits]) {
      expect(summaryLimitSentences[limit].length).toBeGreaterThan(20);
    }
    expect(summaryLimitSentences['not-for-evaluation']).toMatch(/must not be used to evaluate/);
  });
});
