import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ArousalCalibration, arousalCalibration } from '../sdk/affect/arousal-calibration.ts';
import { createVoiceAffectHead } from '../sdk/affect/create-voice-affect-head.ts';
import { bootstrap, type Estimate } from './evaluate/bootstrap.ts';
import {
  type Claim,
  chanceAboveZero,
  expectedCalibrationError,
  riskCoverage,
} from './evaluate/calibration.ts';
import { distribution } from './evaluate/distribution.ts';
import {
  type ArousalOutcome,
  arousalTask,
  baselineOf,
  groupBySpeaker,
  rateRecording,
} from './evaluate/evaluate-arousal.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { need, readManifest } from './evaluate/read-manifest.ts';
import { readSound } from './evaluate/read-sound.ts';
import { fitLogistic } from './fit/fit-logistic.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';

// `npm run calibrate:arousal -- --manifest neutral.csv [--json out.json]`: fits sdk/affect/arousal-calibration.ts to a
// manifest of `npm run evaluate -- arousal`, and tells how true the claims are of speakers that it was not fitted on. Each
// recording counts twice: against the speaker's neutral speech, and against their first minute, whatever that holds.

/** Acted speech is clearer than that of calls: the fitted slope is taken down to this. */
const TEMPER = 0.7;
/** Of a logistic over a normal distribution of the same course. */
const LOGIT_PER_PROBIT = 1.702;
/** Small enough that no value reaches its bounds. */
const PROBE: ArousalCalibration = { gain: 0.1, centre: 0, perLiveliness: 0, deviation: 0.01 };

const protocols = ['neutral', 'firstMinute'] as const;

interface Rated {
  readonly speaker: string;
  readonly isHigh: boolean;
  readonly protocol: (typeof protocols)[number];
  readonly score: number;
  readonly liveliness: number;
  /** In units of the deviation to be fitted. */
  readonly spread: number;
}

async function hearAll(path: string): Promise<readonly ArousalOutcome[]> {
  const manifest = await readManifest(path);
  const network = await loadSpeechNetwork();
  const context = {
    folder: manifest.folder,
    network,
    read: (row: (typeof manifest.rows)[number]) => readSound(resolve(manifest.folder, need(row, 'audio'))),
  };
  const outcomes: ArousalOutcome[] = [];
  for (const [index, row] of manifest.rows.entries()) {
    if (index % 50 === 0) console.error(`${index} of ${manifest.rows.length} recordings`);
    try {
      outcomes.push(await arousalTask.measure(row, context));
    } catch (error) {
      console.error(`line ${row.line}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return outcomes;
}

function rate(outcomes: readonly ArousalOutcome[]): readonly Rated[] {
  return [...groupBySpeaker(outcomes).values()].flatMap((own) =>
    protocols.flatMap((protocol) =>
      own.flatMap((outcome): Rated[] => {
        if (outcome.isHigh === null) return [];
        const baseline = baselineOf(outcome, own, protocol === 'neutral');
        const probe = (calibration: ArousalCalibration) =>
          rateRecording(baseline, outcome.frames, createVoiceAffectHead(calibration));
        const plain = probe(PROBE);
        const lively = probe({ ...PROBE, perLiveliness: 1 });
        if (plain === null || lively === null) return [];
        return [
          {
            speaker: outcome.speaker,
            isHigh: outcome.isHigh,
            protocol,
            score: plain.value / PROBE.gain,
            liveliness: (lively.value - plain.value) / PROBE.gain,
            spread: (plain.deviation ?? 1) / PROBE.deviation,
          },
        ];
      }),
    ),
  );
}

/** What the shipped calibration says of each speaker's neutral recordings, against their others: of ordinary speech. */
function rateOrdinarySpeech(outcomes: readonly ArousalOutcome[]): readonly (number | null)[] {
  return [...groupBySpeaker(outcomes).values()].flatMap((own) =>
    own
      .filter(({ isNeutral }) => isNeutral)
      .map((one) => rateRecording(baselineOf(one, own), one.frames, createVoiceAffectHead())?.value ?? null),
  );
}

function fitCalibration(rated: readonly Rated[]): ArousalCalibration {
  const high = rated.filter(({ isHigh }) => isHigh).length / rated.length;
  const [perScore = 1, perLiveliness = 0, constant = 0] = fitLogistic({
    values: rated.map(({ score, liveliness, spread }) =>
      Float64Array.of(score / spread, liveliness / spread, 1 / spread),
    ),
    isTrue: rated.map(({ isHigh }) => isHigh),
    weights: rated.map(({ isHigh }) => 1 / (isHigh ? high : 1 - high)),
  });
  const { gain } = arousalCalibration;
  return {
    gain,
    centre: -constant / perScore,
    perLiveliness: perLiveliness / perScore,
    deviation: (LOGIT_PER_PROBIT * gain) / (TEMPER * perScore),
  };
}

function claim({ score, liveliness, spread, isHigh }: Rated, by: ArousalCalibration): Claim {
  const value = by.gain * (score - by.centre + by.perLiveliness * liveliness);
  return { probability: chanceAboveZero(value, by.deviation * spread), isTrue: isHigh };
}

const { values } = parseArgs({ options: { manifest: { type: 'string' }, json: { type: 'string' } } });
if (values.manifest === undefined)
  throw new Error('usage: npm run calibrate:arousal -- --manifest neutral.csv [--json out.json]');
const outcomes = await hearAll(values.manifest);
const rated = rate(outcomes);
const fits = new Map(
  [...new Set(rated.map(({ speaker }) => speaker))].map((speaker) => [
    speaker,
    fitCalibration(rated.filter((one) => one.speaker !== speaker)),
  ]),
);
console.log('fitted to all speakers:', fitCalibration(rated));
const metrics: Record<string, Estimate> = {};
for (const protocol of protocols) {
  const claims = rated
    .filter((one) => one.protocol === protocol)
    .map((one) => claim(one, fits.get(one.speaker) ?? arousalCalibration));
  const area = (some: readonly Claim[]): number => {
    const of = (isTrue: boolean): number[] =>
      some.filter((one) => one.isTrue === isTrue).map(({ probability }) => probability);
    return rankArea(of(true), of(false));
  };
  const risk = (some: readonly Claim[], coverage: number): number =>
    riskCoverage(some).find((point) => point.coverage === coverage)?.risk ?? Number.NaN;
  const title = protocol === 'neutral' ? 'Neutral' : 'FirstMinute';
  metrics[`heldOutAuc${title}`] = bootstrap(claims, area);
  metrics[`heldOutCalibrationError${title}`] = bootstrap(claims, expectedCalibrationError);
  for (const coverage of [0.5, 0.75, 1])
    metrics[`heldOutRisk${100 * coverage}${title}`] = bootstrap(claims, (some) => risk(some, coverage));
}
for (const [name, { value, low, high }] of Object.entries(metrics))
  console.log(`${name} ${value?.toFixed(3)} (${low?.toFixed(3)} to ${high?.toFixed(3)})`);
if (values.json !== undefined)
  await writeFile(
    values.json,
    `${JSON.stringify({ metrics, groups: {}, skipped: [], drift: [distribution('arousal', -1, rateOrdinarySpeech(outcomes))] }, null, 2)}\n`,
  );
