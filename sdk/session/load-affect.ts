import { AssentError } from '../errors.ts';
import type { AffectHead } from '../fusion/affect-head.ts';
import type { DriftReference } from '../models/model-card.ts';
import type { Modality } from '../vocabulary.ts';

/** What `import('assent/affect')` gives. */
export interface AffectModule {
  /** Makes the estimator of one modality; it keeps this participant's baseline. Called for each consent, and each must be another. */
  createAffectHead(modality: Modality): AffectHead;
  /** What the head's answers are compared with to tell drift; nothing is told without it. */
  driftReferences?(modality: Modality): readonly DriftReference[];
}

/** Fetches the affect entry when it is first needed; `null` where there is none. Never rejects. */
export type LoadAffect = () => Promise<AffectModule | null>;

/**
 * Fetches the entry once, whoever needs it. A failure is reported once, and
 * the next one who needs the entry tries again.
 */
export function createAffectLoader(
  affect: (() => Promise<AffectModule>) | undefined,
  report: (problem: AssentError) => void,
): LoadAffect {
  let loading: Promise<AffectModule | null> | null = null;

  function check(module: AffectModule): AffectModule {
    if (typeof module?.createAffectHead === 'function') return module;
    throw new TypeError("affect: must give what import('assent/affect') gives");
  }

  function fail(cause: unknown): null {
    loading = null;
    report(new AssentError('unsupported', 'The affect entry could not be loaded.', { cause }));
    return null;
  }

  return () => {
    if (affect === undefined) return Promise.resolve(null);
    loading ??= Promise.resolve().then(affect).then(check).catch(fail);
    return loading;
  };
}
