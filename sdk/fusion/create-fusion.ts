import type { AffectEstimate, Evidence, Modality } from '../vocabulary.ts';
import { type CombinedReading, combineReadings } from './combine-readings.ts';

/** Brings the estimates of several modalities together on the time line of capture. */
export interface Fusion {
  /** Takes an estimate in, in whatever order they come; one that is older than what is kept is ignored. */
  push(estimate: AffectEstimate): void;
  /** The combined estimate as of now, or `null` before anything was pushed or when all is long gone. */
  at(nowSeconds: number): AffectEstimate | null;
}

/** Older than this an estimate says nothing about now. */
const dropAfterSeconds = 3;
/** Workers lag by different times; a modality that is behind by less is waited for, not called stale. */
const alignWithinSeconds = 0.8;
/** A clock ahead of ours by more than this is wrong, and would pin the time line. */
const futureSeconds = 1;

/**
 * Combines by capture time: of each modality the newest estimate up to the
 * moment that all lively modalities have reached. Late samples find their
 * place, the order of arrival does not matter, a burst counts as its newest
 * sample; a modality that has fallen silent widens with age and then drops out.
 */
export function createFusion(): Fusion {
  const kept = new Map<Modality, AffectEstimate[]>();
  let everPushed = false;

  return {
    push(estimate) {
      const modality = estimate.modalities[0];
      if (modality === undefined || !Number.isFinite(estimate.atSeconds)) return;
      everPushed = true;
      const line = kept.get(modality) ?? [];
      const after = line.findIndex((other) => other.atSeconds > estimate.atSeconds);
      line.splice(after < 0 ? line.length : after, 0, estimate);
      const newest = line.at(-1)?.atSeconds ?? estimate.atSeconds;
      kept.set(
        modality,
        line.filter(({ atSeconds }) => newest - atSeconds <= dropAfterSeconds),
      );
    },

    at(nowSeconds) {
      if (!everPushed) return null;
      const lines = [...kept]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, line]) =>
          line.filter(
            ({ atSeconds }) =>
              nowSeconds - atSeconds <= dropAfterSeconds && atSeconds - nowSeconds <= futureSeconds,
          ),
        )
        .filter((line) => line.length > 0);
      const newest = lines.map((line) => line.at(-1)?.atSeconds ?? 0);
      if (newest.length === 0) return stale(nowSeconds);
      const front = Math.max(...newest);
      const atSeconds = Math.min(...newest.filter((time) => front - time <= alignWithinSeconds));
      const chosen = lines.flatMap(
        (line) => line.findLast((estimate) => estimate.atSeconds <= atSeconds) ?? [],
      );
      return combine(chosen, atSeconds, nowSeconds);
    },
  };
}

function combine(chosen: readonly AffectEstimate[], atSeconds: number, nowSeconds: number): AffectEstimate {
  const aged = (dimension: 'valence' | 'arousal'): CombinedReading =>
    combineReadings(
      chosen.map((estimate) => ({
        reading: estimate[dimension],
        ageSeconds: Math.max(0, nowSeconds - estimate.atSeconds),
      })),
    );
  const valence = aged('valence');
  const arousal = aged('arousal');
  return {
    kind: 'affect',
    atSeconds,
    modalities: chosen.flatMap(({ modalities }) => modalities),
    valence: valence.reading,
    arousal: arousal.reading,
    evidence: weighEvidence(chosen, valence.weights, arousal.weights),
    modelIds: [...new Set(chosen.flatMap(({ modelIds }) => modelIds))],
  };
}

/** What moved a modality's estimate moved the combined one by that modality's weight. */
function weighEvidence(
  chosen: readonly AffectEstimate[],
  valence: readonly number[],
  arousal: readonly number[],
): readonly Evidence[] {
  return chosen
    .flatMap(({ evidence }, index) =>
      evidence.map((item) => {
        const weight = (item.dimension === 'valence' ? valence : arousal)[index] ?? 0;
        return { ...item, contribution: weight * item.contribution };
      }),
    )
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

function stale(atSeconds: number): AffectEstimate {
  const gone = { kind: 'abstained', reasons: ['stale'] } as const;
  return {
    kind: 'affect',
    atSeconds,
    modalities: [],
    valence: gone,
    arousal: gone,
    evidence: [],
    modelIds: [],
  };
}
