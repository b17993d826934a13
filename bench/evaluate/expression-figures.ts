import type { Assessment } from './assessment.ts';
import { bootstrap, type Estimate, widenEdge } from './bootstrap.ts';
import { type Claim, chanceAboveZero, expectedCalibrationError } from './calibration.ts';
import { rankArea } from './rank-area.ts';

/** The score over which the shipped code calls it a smile. */
const smileThreshold = 0.5;
/** The share of smiles to be found, at which the false ones are counted as well. */
const wantedTrueRate = 0.92;

export type Dimension = 'valence' | 'arousal';

/** Figures of what was found, each with its interval; rows without a label count only where none is needed. */
export function expressionFigures(all: readonly Assessment[]): Readonly<Record<string, Estimate>> {
  const smiles = all.filter(({ labels, smile }) => labels.smile !== null && smile !== null);
  const labelled = (label: boolean): number => smiles.filter(({ labels }) => labels.smile === label).length;
  return {
    smileAuc: bootstrap(smiles, smileArea),
    smileTruePositiveRate: widenEdge(
      bootstrap(smiles, (some) => calledSmile(some, true)),
      labelled(true),
    ),
    smileFalsePositiveRate: widenEdge(
      bootstrap(smiles, (some) => calledSmile(some, false)),
      labelled(false),
    ),
    smileFalsePositiveRateAt92True: widenEdge(bootstrap(smiles, falseAtWanted), labelled(false)),
    smileCalibrationError: bootstrap(smiles, (some) => expectedCalibrationError(smileClaims(some))),
    ...dimensionFigures(all, 'valence'),
    ...dimensionFigures(all, 'arousal'),
    coverage: widenEdge(
      bootstrap(all, (some) => share(some, ({ smile }) => smile !== null)),
      all.length,
    ),
    ownBaseline: bootstrap(all, (some) => share(some, ({ hadBaseline }) => hadBaseline)),
    expectedCalibrationError: bootstrap(all, meanCalibrationError),
  };
}

function dimensionFigures(all: readonly Assessment[], name: Dimension): Readonly<Record<string, Estimate>> {
  const asked = all.filter(({ labels }) => labels[name] !== null);
  const answered = asked.filter((one) => one[name] !== null);
  return {
    [`${name}Auc`]: bootstrap(answered, (some) => dimensionArea(some, name)),
    [`${name}Error`]: bootstrap(answered, (some) => meanError(some, name)),
    [`${name}Residual`]: bootstrap(answered, (some) => residual(some, name)),
    [`${name}ResidualSmiling`]: bootstrap(answered.filter(isSmiling), (some) => residual(some, name)),
    [`${name}ResidualNotSmiling`]: bootstrap(
      answered.filter((one) => !isSmiling(one)),
      (some) => residual(some, name),
    ),
    [`${name}CalibrationError`]: bootstrap(answered, (some) =>
      expectedCalibrationError(dimensionClaims(some, name)),
    ),
    [`${name}Coverage`]: widenEdge(
      bootstrap(asked, (some) => share(some, (one) => one[name] !== null)),
      asked.length,
    ),
  };
}

/** Area under the curve of the smile's score; NaN where a class is missing. */
export function smileArea(some: readonly Assessment[]): number {
  const scores = (label: boolean): number[] =>
    some.flatMap(({ labels, smile }) => (labels.smile === label && smile !== null ? [smile] : []));
  return rankArea(scores(true), scores(false));
}

/** Share of smiles (or of the others) that are called one at the shipped threshold. */
export function calledSmile(some: readonly Assessment[], label: boolean): number {
  const those = some.filter(({ labels, smile }) => labels.smile === label && smile !== null);
  return share(those, ({ smile }) => (smile ?? 0) > smileThreshold);
}

function falseAtWanted(some: readonly Assessment[]): number {
  const scores = (label: boolean): number[] =>
    some.flatMap(({ labels, smile }) => (labels.smile === label && smile !== null ? [smile] : []));
  const found = scores(true).sort((a, b) => b - a);
  const threshold = found[Math.ceil(wantedTrueRate * found.length) - 1];
  // Without a smile to be found there is no such score.
  if (threshold === undefined) return Number.NaN;
  return share(scores(false), (score) => score >= threshold);
}

/** Area under the curve of valence or arousal: labels above zero against labels below; NaN where one side is missing. */
export function dimensionArea(some: readonly Assessment[], name: Dimension): number {
  const scores = (sign: 1 | -1): number[] =>
    some.flatMap((one) => (Math.sign(one.labels[name] ?? 0) === sign ? [one[name]?.value ?? 0] : []));
  return rankArea(scores(1), scores(-1));
}

/** Mean distance of the estimates from their labels. */
export function meanError(some: readonly Assessment[], name: Dimension): number {
  const sum = some.reduce(
    (total, one) => total + Math.abs((one[name]?.value ?? 0) - (one.labels[name] ?? 0)),
    0,
  );
  return sum / some.length;
}

const isSmiling = ({ smile }: Assessment): boolean => (smile ?? 0) > smileThreshold;

/** Root mean square of what is missed: the standard deviation that an estimate should claim. */
function residual(some: readonly Assessment[], name: Dimension): number {
  const squares = some.reduce(
    (total, one) => total + ((one[name]?.value ?? 0) - (one.labels[name] ?? 0)) ** 2,
    0,
  );
  return some.length === 0 ? Number.NaN : Math.sqrt(squares / some.length);
}

/** What the smile's score claims: that it is one. */
export function smileClaims(some: readonly Assessment[]): readonly Claim[] {
  return some.flatMap(({ labels, smile }) =>
    labels.smile === null || smile === null ? [] : [{ probability: smile, isTrue: labels.smile }],
  );
}

/** The shares under which labels should lie as often as they say. */
const quantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/**
 * What an estimate and its deviation claim. Of a label that is only high or
 * low: that it is high. Of a number: that in each tenth of the cases it lies under the claimed
 * quantile (Kuleshov, Fenner & Ermon 2018).
 */
export function dimensionClaims(some: readonly Assessment[], name: Dimension): readonly Claim[] {
  const isOrdinal = some.every((one) => Math.abs(one.labels[name] ?? 1) === 1);
  return some.flatMap((one) => {
    const [label, estimate] = [one.labels[name], one[name]];
    if (label === null || estimate === null || estimate.deviation === null) return [];
    const { value, deviation } = estimate;
    if (isOrdinal) return [{ probability: chanceAboveZero(value, deviation), isTrue: label > 0 }];
    const below = chanceAboveZero(label - value, deviation);
    return quantiles.map((probability) => ({ probability, isTrue: below <= probability }));
  });
}

/** What an estimate and its deviation claim of the sign of a label: that it is above zero; of labels that have one. */
export function signClaims(some: readonly Assessment[], name: Dimension): readonly Claim[] {
  return some.flatMap((one) => {
    const [label, estimate] = [one.labels[name], one[name]];
    if (!label || estimate === null || estimate.deviation === null) return [];
    return [{ probability: chanceAboveZero(estimate.value, estimate.deviation), isTrue: label > 0 }];
  });
}

/** The mean over the outputs that can be judged, so that none counts by the number of its claims. */
function meanCalibrationError(some: readonly Assessment[]): number {
  const errors = [smileClaims(some), dimensionClaims(some, 'valence'), dimensionClaims(some, 'arousal')]
    .map(expectedCalibrationError)
    .filter(Number.isFinite);
  return errors.length === 0 ? Number.NaN : errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

function share<T>(some: readonly T[], holds: (one: T) => boolean): number {
  return some.length === 0 ? Number.NaN : some.filter(holds).length / some.length;
}
