import type { BehaviourName, GroupSignalName, Modality, Tier, Unit } from '../vocabulary.ts';

/** How one group signal is binned. */
export interface GroupSignalDefinition {
  readonly name: GroupSignalName;
  readonly tier: Tier;
  /** The modality that measures it; `null` where any may take part. */
  readonly modality: Modality | null;
  /** The measurement it is the mean of; `null` for the dimensions of an affect estimate. */
  readonly behaviour: BehaviourName | null;
  readonly unit: Unit;
  /** Inner edges in `unit`, ascending: n edges make n + 1 bins; a value on an edge falls in the upper bin. */
  readonly edges: readonly [number, number, number, number];
}

/** Bins of every group signal, besides the one for abstaining. */
export const binsPerSignal = 5;

/**
 * What a group's window tells, in the order of the contribution vector.
 *
 * @remarks Owned by the SDK and frozen. The edges are part of the protocol: changing one is a new
 * protocol version, because a sum over different binnings means nothing.
 */
export const groupSignals: readonly GroupSignalDefinition[] = Object.freeze([
  {
    name: 'speaking-share',
    tier: 'behaviour',
    modality: 'voice',
    behaviour: 'speaking-share',
    unit: '1',
    edges: [0.05, 0.15, 0.3, 0.5],
  },
  {
    // Per minute: the measurement counts the turns of the last 60 s.
    name: 'turns',
    tier: 'behaviour',
    modality: 'voice',
    behaviour: 'turns',
    unit: '{count}',
    edges: [1, 3, 6, 10],
  },
  {
    name: 'pause-ratio',
    tier: 'behaviour',
    modality: 'voice',
    behaviour: 'pause-ratio',
    unit: '1',
    edges: [0.1, 0.2, 0.3, 0.45],
  },
  {
    name: 'syllable-rate',
    tier: 'behaviour',
    modality: 'voice',
    behaviour: 'syllable-rate',
    unit: '1/s',
    edges: [3, 4, 5, 6],
  },
  {
    name: 'loudness-range',
    tier: 'behaviour',
    modality: 'voice',
    behaviour: 'loudness-range',
    unit: 'dB',
    edges: [4, 8, 12, 16],
  },
  {
    name: 'smile-share',
    tier: 'behaviour',
    modality: 'face',
    behaviour: 'smile-share',
    unit: '1',
    edges: [0.05, 0.2, 0.4, 0.6],
  },
  {
    name: 'valence',
    tier: 'affect',
    modality: null,
    behaviour: null,
    unit: '1',
    edges: [-0.6, -0.2, 0.2, 0.6],
  },
  {
    name: 'arousal',
    tier: 'affect',
    modality: null,
    behaviour: null,
    unit: '1',
    edges: [-0.6, -0.2, 0.2, 0.6],
  },
] as const);

/** The bin, 0 to 4, that `value` (in the definition's unit) falls in. */
export function binOf(definition: GroupSignalDefinition, value: number): number {
  const above = definition.edges.findIndex((edge) => value < edge);
  return above === -1 ? definition.edges.length : above;
}
