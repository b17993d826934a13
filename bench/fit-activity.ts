import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  ACTIVITY_EVIDENCE,
  createJoinedActivity,
  type JoinedActivity,
} from '../sdk/voice/joined-activity.ts';
import { ACTIVITY_LOOK_AHEAD_HOPS } from '../sdk/voice/voice-analyser.ts';
import { analyseSound } from './evaluate/analyse-sound.ts';
import { rankArea } from './evaluate/rank-area.ts';
import { need, readManifest } from './evaluate/read-manifest.ts';
import { readSegments } from './evaluate/read-segments.ts';
import { readSound } from './evaluate/read-sound.ts';
import { fitLogistic } from './fit/fit-logistic.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';

// `npm run fit:activity -- --manifest m.csv`: fits the weights of sdk/voice/joined-activity.ts to labelled segments.
// Columns: `audio` and `segments` as for `npm run evaluate -- vad`, and `fold`: weights come from the rows with `fit`,
// the others only report. Speech and silence count alike, so the probability is one for even odds.

interface Frame {
  readonly evidence: Float64Array;
  readonly isSpeech: boolean;
}

const { values } = parseArgs({ options: { manifest: { type: 'string' } } });
if (values.manifest === undefined) throw new Error('usage: npm run fit:activity -- --manifest m.csv');
const manifest = await readManifest(values.manifest);
const network = await loadSpeechNetwork();
const folds = new Map<string, Frame[]>();
for (const [index, row] of manifest.rows.entries()) {
  if (index % 50 === 0) console.error(`${index} of ${manifest.rows.length} recordings`);
  const segments = await readSegments(resolve(manifest.folder, need(row, 'segments')));
  const sound = await readSound(resolve(manifest.folder, need(row, 'audio')));
  const { activity, heard } = listenIn();
  const { frames } = await analyseSound(sound, network, activity);
  const fold = need(row, 'fold');
  const kept = folds.get(fold) ?? [];
  for (const { atSeconds, speechProbability } of frames) {
    const evidence = heard[speechProbability];
    const isSpeech = segments.at(atSeconds);
    if (evidence !== undefined && isSpeech !== null) kept.push({ evidence, isSpeech });
  }
  folds.set(fold, kept);
}

/** A joint that answers with the place of what it was told, so that frames can be traced to it. */
function listenIn(): { activity: JoinedActivity; heard: Float64Array[] } {
  const joined = createJoinedActivity(ACTIVITY_LOOK_AHEAD_HOPS);
  const heard: Float64Array[] = [];
  const push: JoinedActivity['push'] = (probability) => {
    joined.push(probability);
    return heard.push(joined.evidence.slice()) - 1;
  };
  return { activity: { ...joined, push }, heard };
}

const fit = folds.get('fit') ?? [];
const share = fit.filter(({ isSpeech }) => isSpeech).length / fit.length;
const fitted = fitLogistic({
  values: fit.map(({ evidence }) => Float64Array.of(...evidence, 1)),
  isTrue: fit.map(({ isSpeech }) => isSpeech),
  weights: fit.map(({ isSpeech }) => 1 / (isSpeech ? share : 1 - share)),
});
for (const [index, name] of [...ACTIVITY_EVIDENCE, 'constant'].entries())
  console.log(`${name} ${fitted[index]?.toFixed(3)}`);
for (const [fold, frames] of folds) {
  const area = (score: (evidence: Float64Array) => number): string => {
    const scores = (isSpeech: boolean): number[] =>
      frames.filter((frame) => frame.isSpeech === isSpeech).map(({ evidence }) => score(evidence));
    return rankArea(scores(true), scores(false)).toFixed(4);
  };
  const joint = (evidence: Float64Array): number =>
    evidence.reduce((sum, value, i) => sum + (fitted[i] ?? 0) * value, 0);
  console.log(`${fold}: AUC ${area(joint)}, of the network alone ${area(([network = 0]) => network)}`);
}
