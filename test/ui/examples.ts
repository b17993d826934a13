import { createNotice } from '../../sdk/consent/create-notice.ts';
import type { Notice } from '../../sdk/consent/notice.ts';
import type { ModelCard } from '../../sdk/models/model-card.ts';
import type { ShownRecord } from '../../sdk/ui/records.ts';
import type {
  AbstentionReason,
  ActiveComputation,
  AffectEstimate,
  BehaviourName,
  GroupDigest,
  GroupHistogram,
  GroupReleased,
  GroupSignalName,
  GroupWithheld,
  Measurement,
  Modality,
  Reading,
  Scope,
  Unit,
} from '../../sdk/vocabulary.ts';
import { exampleRecord, startRecording } from '../consent/record/example-record.ts';

export const voiceForMe: Scope = { modality: 'voice', purpose: 'self-view', tier: 'behaviour' };
export const voiceForGroup: Scope = { modality: 'voice', purpose: 'group-summary', tier: 'behaviour' };
export const faceForMe: Scope = { modality: 'face', purpose: 'self-view', tier: 'behaviour' };
const faceForGroup: Scope = { modality: 'face', purpose: 'group-summary', tier: 'behaviour' };
const faceAffectForMe: Scope = { modality: 'face', purpose: 'self-view', tier: 'affect' };
export const scopes: readonly Scope[] = [voiceForMe, voiceForGroup, faceForMe, faceForGroup, faceAffectForMe];
/** As the prompt asks for them: one's own view first, and what is measured before what is guessed. */
export const scopesAsAsked: readonly Scope[] = [
  voiceForMe,
  voiceForGroup,
  faceForMe,
  faceAffectForMe,
  faceForGroup,
];

export function exampleNotice(): Promise<Notice> {
  return createNotice({
    deployment: {
      context: 'consumer',
      jurisdictions: ['DE', 'FR'],
      controller: { name: 'Example Calls', contact: 'privacy@example.com', address: '1 Example Street' },
      mode: 'unanimous',
      impactAssessment: { uri: 'https://example.com/assessment', date: '2026-01-31' },
      retentionPolicy: { uri: 'https://example.com/retention' },
    },
    scopes,
    models: [{ id: 'face-landmarker', version: '1', sha256: 'ab'.repeat(32), modality: 'face' }],
    retention: { 'group-summary': { location: 'service-memory', atMost: 600 } },
  });
}

/** One meeting that ended and is kept, one that goes on and is not. */
export async function exampleRecords(): Promise<readonly ShownRecord[]> {
  const { ledger, recorder } = await startRecording();
  ledger.request();
  return [
    { record: await exampleRecord(), keptUntil: Date.UTC(2026, 11, 23, 9), genuine: true },
    { record: await recorder.record(), keptUntil: null, genuine: false },
  ];
}

export function measured(value: number, standardDeviation: number | null = null, quality = 0.8): Reading {
  return { kind: 'measured', value, standardDeviation, quality };
}

export function abstained(...reasons: AbstentionReason[]): Reading {
  return { kind: 'abstained', reasons };
}

export function measurement(
  modality: Modality,
  name: BehaviourName,
  unit: Unit,
  reading: Reading,
  atSeconds = 1000,
): Measurement {
  return { kind: 'measurement', modality, name, unit, reading, windowSeconds: 10, atSeconds };
}

export const measurements: readonly Measurement[] = [
  measurement('voice', 'pitch', 'Hz', measured(118.4, 6)),
  measurement('voice', 'loudness', 'dBFS', measured(-24, 1.5)),
  measurement('voice', 'turns', '{count}', measured(3)),
  measurement('voice', 'syllable-rate', '1/s', abstained('no-speech')),
  measurement('face', 'smile', '1', measured(0.62, 0.08)),
  measurement('face', 'mouth-open', '1', abstained('face-covered', 'too-dark')),
];

export const affect: AffectEstimate = {
  kind: 'affect',
  atSeconds: 1000,
  modalities: ['voice', 'face'],
  valence: measured(0.45, 0.18),
  arousal: measured(0.15, 0.25),
  evidence: [
    { modality: 'face', dimension: 'valence', feature: 'smile', contribution: 0.62 },
    { modality: 'voice', dimension: 'arousal', feature: 'pitch', contribution: -0.12 },
  ],
  modelIds: ['face-affect@1'],
};

function histogram(signal: GroupSignalName): GroupHistogram {
  return {
    signal,
    bands: [{ fromBin: 0, toBin: 1, share: 0.7 }],
    bins: [null, null, null, null, null],
    abstained: null,
  };
}

export const released: GroupReleased = {
  kind: 'released',
  atSeconds: 1000,
  windowSeconds: 60,
  k: 5,
  contributors: { atLeast: 5, atMost: 9 },
  histograms: [histogram('speaking-share'), histogram('smile-share'), histogram('valence')],
};

export const releasedToMany: GroupReleased = { ...released, contributors: { atLeast: 20, atMost: null } };

/** At least 13 people of whom at most two spoke less than 15 % of the time. */
export const manyAtOnce: GroupReleased = {
  ...releasedToMany,
  atSeconds: 1120,
  histograms: [{ ...histogram('speaking-share'), bands: [{ fromBin: 0, toBin: 2, share: 0.75 }] }],
};

/** Twelve windows of a large meeting, two of them withheld. */
export const longMeeting: readonly (GroupReleased | GroupWithheld)[] = Array.from(
  { length: 12 },
  (_, index) => {
    const atSeconds = 1_800_000_000 + 60 * index;
    if (index === 4 || index === 5) {
      return { kind: 'withheld', atSeconds, windowSeconds: 60, k: 5, reason: 'group-changed' };
    }
    const low = Math.round(10 * (0.4 + 0.3 * Math.sin(index / 2))) / 10;
    const bands = [
      { fromBin: 0, toBin: 1, share: low },
      { fromBin: 3, toBin: 4, share: 0.2 },
    ];
    const signals: readonly GroupSignalName[] = [
      'speaking-share',
      'turns',
      'pause-ratio',
      'syllable-rate',
      'valence',
    ];
    const histograms = signals.map((signal) => ({ ...histogram(signal), bands, abstained: 0.1 }));
    return { ...releasedToMany, atSeconds, histograms };
  },
);

export const digest: GroupDigest = {
  kind: 'digest',
  atSeconds: 1000,
  windowSeconds: 480,
  k: 5,
  contributors: { atLeast: 10, atMost: 19 },
  levels: [
    { signal: 'speaking-share', words: { low: 'most', middle: null, high: 'few' } },
    { signal: 'smile-share', words: { low: null, middle: 'some', high: null } },
    { signal: 'valence', words: { low: 'few', middle: 'some', high: 'some' } },
  ],
};

export const withheld: GroupWithheld = {
  kind: 'withheld',
  atSeconds: 1060,
  windowSeconds: 60,
  k: 5,
  reason: 'too-few-contributors',
};

export const running: readonly ActiveComputation[] = [
  { scope: voiceForMe, state: 'running' },
  { scope: voiceForGroup, state: 'running' },
  { scope: faceForMe, state: 'starting' },
];

export const exampleCard: ModelCard = {
  id: 'face-landmarker',
  version: '1',
  name: 'Face <Landmarker>',
  sha256: null,
  licence: 'Apache-2.0',
  authors: 'Example',
  input: 'a picture',
  output: 'landmarks',
  trainingData: 'not published',
  intendedUse: [],
  prohibitedUse: [],
  limits: [],
  evaluations: [
    {
      measure: 'smile-auc',
      data: 'Photographs kept aside',
      by: 'Example',
      value: 0.991,
      interval: [0.985, 0.996],
      groups: [{ group: 'worst group', value: 0.968 }],
    },
  ],
  corruption: [],
  calibration: null,
  references: [],
};
