import type { Assessment } from './assessment.ts';
import { bootstrap, type Estimate } from './bootstrap.ts';
import { calledSmile, smileArea } from './expression-figures.ts';
import type { Outcome } from './task.ts';

/** One assessment and the group that it belongs to. */
export interface GroupedAssessment {
  readonly group: string;
  readonly assessment: Assessment;
}

/** How far apart the groups of one column lie. */
export interface GroupGaps {
  readonly worstSmileAuc: Estimate;
  /** Best less worst. */
  readonly smileAucGap: Estimate;
  /** Difference of the shares that were not measured. */
  readonly abstentionGap: Estimate;
  /** The larger of the differences of true and of false positive rates (Hardt, Price & Srebro 2016). */
  readonly equalisedOddsGap: Estimate;
}

/** Measures the gaps between groups; groups that lack a class do not count. */
export function groupGaps(all: readonly GroupedAssessment[]): GroupGaps {
  const perGroup = (
    some: readonly GroupedAssessment[],
    figure: (one: readonly Assessment[]) => number,
  ): number[] => {
    const groups = new Map<string, Assessment[]>();
    for (const { group, assessment } of some) {
      const members = groups.get(group) ?? [];
      members.push(assessment);
      groups.set(group, members);
    }
    return [...groups.values()].map(figure).filter(Number.isFinite);
  };
  const gap = (
    some: readonly GroupedAssessment[],
    figure: (one: readonly Assessment[]) => number,
  ): number => {
    const values = perGroup(some, figure);
    return values.length < 2 ? Number.NaN : Math.max(...values) - Math.min(...values);
  };
  const abstained = (one: readonly Assessment[]): number =>
    one.filter(({ smile }) => smile === null).length / one.length;
  return {
    worstSmileAuc: bootstrap(all, (some) => {
      const values = perGroup(some, smileArea);
      return values.length === 0 ? Number.NaN : Math.min(...values);
    }),
    smileAucGap: bootstrap(all, (some) => gap(some, smileArea)),
    abstentionGap: bootstrap(all, (some) => gap(some, abstained)),
    equalisedOddsGap: bootstrap(all, (some) =>
      Math.max(
        gap(some, (one) => calledSmile(one, true)),
        gap(some, (one) => calledSmile(one, false)),
      ),
    ),
  };
}

/** The gaps between the groups of each of those columns. */
export function gapsByColumn(
  outcomes: readonly Outcome<Assessment>[],
  columns: readonly string[],
): Readonly<Record<string, GroupGaps>> {
  const gaps = columns.map((column) => {
    const grouped = outcomes.flatMap(({ row, value }): GroupedAssessment[] => {
      const group = row.values[column] ?? '';
      return group === '' ? [] : [{ group, assessment: value }];
    });
    return [column, groupGaps(grouped)];
  });
  return Object.fromEntries(gaps);
}
