import { type Assessment, byOwnHead } from './assessment.ts';
import { calibrateOutputs, outputDistributions } from './describe-outputs.ts';
import { figuresByGroup } from './evaluate-manifest.ts';
import type { OwnHeadFigures } from './expression-evaluation.ts';
import { expressionFigures } from './expression-figures.ts';
import { gapsByColumn } from './expression-gaps.ts';
import { headDifferences } from './head-differences.ts';
import type { HeadFile } from './read-head.ts';
import type { Outcome } from './task.ts';

/**
 * Figures of somebody's own head beside those of the shipped one, of the same outcomes.
 *
 * @param columns - Those that are named `group_*`.
 */
export function ownHeadFigures(
  { manifest: { id, version, sha256 } }: HeadFile,
  outcomes: readonly Outcome<Assessment>[],
  columns: readonly string[],
  corruption: OwnHeadFigures['corruption'],
): OwnHeadFigures {
  const own = outcomes.map(({ row, value }) => ({ row, value: byOwnHead(value) }));
  const assessments = own.map(({ value }) => value);
  return {
    id,
    version,
    sha256,
    ...figuresByGroup(own, columns, expressionFigures),
    gaps: gapsByColumn(own, columns),
    calibration: calibrateOutputs(assessments),
    drift: outputDistributions(assessments),
    corruption,
    lessShipped: headDifferences(outcomes.map(({ value }) => ({ own: byOwnHead(value), shipped: value }))),
  };
}
