import type { Assessment } from './assessment.ts';
import { type Claim, calibrationBins, riskCoverage } from './calibration.ts';
import { distribution } from './distribution.ts';
import type { ExpressionEvaluation, OutputCalibration } from './expression-evaluation.ts';
import { dimensionClaims, signClaims, smileClaims } from './expression-figures.ts';

/** How the claims of each output came true. */
export function calibrateOutputs(some: readonly Assessment[]): ExpressionEvaluation['calibration'] {
  return {
    smile: calibrate(smileClaims(some), smileClaims(some)),
    valence: calibrate(dimensionClaims(some, 'valence'), signClaims(some, 'valence')),
    arousal: calibrate(dimensionClaims(some, 'arousal'), signClaims(some, 'arousal')),
  };
}

/** How each output was distributed. */
export function outputDistributions(some: readonly Assessment[]): ExpressionEvaluation['drift'] {
  return [
    distribution(
      'smile',
      0,
      some.map(({ smile }) => smile),
    ),
    distribution(
      'valence',
      -1,
      some.map(({ valence }) => valence?.value ?? null),
    ),
    distribution(
      'arousal',
      -1,
      some.map(({ arousal }) => arousal?.value ?? null),
    ),
  ];
}

/** @param answers - What could be answered wrongly, which claims of quantiles could not. */
function calibrate(claims: readonly Claim[], answers: readonly Claim[]): OutputCalibration {
  return {
    bins: calibrationBins(claims),
    riskCoverage: answers.length === 0 ? [] : riskCoverage(answers),
  };
}
