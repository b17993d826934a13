import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DriftReference, ModelCard, ModelEvaluation } from '../../sdk/models/model-card.ts';
import type { Estimate } from '../evaluate/bootstrap.ts';
import type { Result } from './results.ts';

interface Measured {
  readonly metrics: Readonly<Record<string, Estimate>>;
  readonly groups: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Estimate>>>>>>;
  readonly drift?: readonly DriftReference[];
  readonly corruption?: readonly {
    readonly kind: string;
    readonly severity: number;
    readonly metrics: Readonly<Record<string, Estimate>>;
  }[];
}

/** What corruption is reported by: what is still answered, and how right it is. */
const corrupted = ['smileAuc', 'smileFalsePositiveRate', 'coverage'] as const;

/** A card with the figures of its results; everything else is its author's. */
export function fillCard(card: ModelCard, own: readonly Result[]): ModelCard {
  const read = own.map((result) => ({
    result,
    measured: JSON.parse(readFileSync(join('bench/results', result.file), 'utf8')) as Measured,
  }));
  const calibration = read.flatMap(({ result, measured }) =>
    Object.entries(result.calibration).flatMap(([output, measure]) => {
      const error = measured.metrics[measure]?.value ?? null;
      return error === null ? [] : [{ output, error: rounded(error), data: result.data }];
    }),
  );
  const drift = read.flatMap(({ result, measured }) =>
    (measured.drift ?? []).filter(({ feature }) => result.drift.includes(feature)),
  );
  const { drift: _, references, ...written } = card;
  return {
    ...written,
    evaluations: read.flatMap(({ result, measured }) => evaluations(result, measured)),
    corruption: read.flatMap(({ measured }) =>
      (measured.corruption ?? []).flatMap(({ kind, severity, metrics }) =>
        corrupted.flatMap((measure) => {
          const value = metrics[measure]?.value ?? null;
          return value === null ? [] : [{ kind, severity, measure, value: rounded(value) }];
        }),
      ),
    ),
    calibration: calibration.length > 0 ? calibration : null,
    ...(drift.length > 0 ? { drift } : {}),
    references,
  };
}

function evaluations({ data, by, measures }: Result, { metrics, groups }: Measured): ModelEvaluation[] {
  return measures.flatMap((measure) => {
    const estimate = metrics[measure];
    if (estimate === undefined || estimate.value === null) return [];
    const { value, low, high } = estimate;
    return [
      {
        measure,
        data,
        by,
        value: rounded(value),
        interval: low === null || high === null ? null : ([rounded(low), rounded(high)] as const),
        groups: Object.entries(groups).flatMap(([column, tables]) =>
          Object.entries(tables).flatMap(([name, figures]) => {
            const own = figures[measure]?.value ?? null;
            const group = `${column.replace(/^group_/, '')}: ${name}`;
            return own === null ? [] : [{ group, value: rounded(own) }];
          }),
        ),
      },
    ];
  });
}

const rounded = (value: number): number => Number(value.toFixed(3));
