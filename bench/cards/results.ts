/** A file that `npm run evaluate -- … --json` wrote, and which card it belongs to. */
export interface Result {
  /** Id of the card. */
  readonly card: string;
  /** Under `bench/results/`. */
  readonly file: string;
  /** On what it was measured. */
  readonly data: string;
  /** The command that measured it. */
  readonly by: string;
  /** Names in the file's `metrics`, which figures the card takes. */
  readonly measures: readonly string[];
  /** Outputs by the name of their calibration error. */
  readonly calibration: Readonly<Record<string, string>>;
  /** Outputs whose distribution is kept to tell drift. */
  readonly drift: readonly string[];
}

const muxspace =
  'faces-muxspace: 253 photographs, mostly grey, of people in the news (LFW), crowd-labelled by expression category; categories stand for their rated pleasure and arousal (Russell & Mehrabian 1977), happiness for a smile, with doubtful ones left open by eye. Development data: the scores of smile, frown and wide-open look were fitted on it.';
const stock =
  'Stock photographs of pinned npm packages (bench/stock-faces.json), smiles labelled by eye, doubtful ones left out; sex as the packages file them, skin by eye. Development data: the scores of smile, frown and wide-open look were fitted on them.';
const asideRule =
  'sex, skin and age as one rater saw them, an AI system that labelled every face before any score was seen; doubtful smiles left out. Nothing was fitted to them or chosen on them.';
const aside = `Kept aside: 171 photographs of pinned npm packages (bench/aside-faces.json); smiles, ${asideRule}`;
const drawn = `Kept aside: 172 faces of people who do not exist, drawn by StyleGAN2 (bench/drawn-faces.json); smiles, ${asideRule}`;
const asideRun = (faces: string): string =>
  `node bench/faces-manifest.mjs ${faces}.csv --faces ${faces} && npm run evaluate -- face --manifest ${faces}.csv --compare human,face-api`;
const smileMeasures = [
  'smileAuc',
  'smileTruePositiveRate',
  'smileFalsePositiveRate',
  'smileFalsePositiveRateAt92True',
  'coverage',
] as const;
const muxspaceRun =
  'node bench/muxspace-manifest.mjs FOLDER muxspace.csv && npm run evaluate -- affect --manifest muxspace.csv --compare human,face-api';
const stockRun =
  'node bench/faces-manifest.mjs stock.csv && npm run evaluate -- face --manifest stock.csv --compare human,face-api';
const emodb =
  'Berlin EMO-DB (Burkhardt et al. 2005), 10 actors: anger and happiness against neutral and sadness. Development data';
const activity =
  'Speakers and noises of bench/voice/activity-corpus.py that nothing was fitted to (its fold `kept`): five speakers of EMO-DB marked by hand, seven others by their level; as recorded, in noise and music at 20 to 0 dB, with echo, from afar. Strict: pauses of 100 ms count.';

/** What the cards of `sdk/models` rest on. */
export const results: readonly Result[] = [
  {
    card: 'mediapipe-face-landmarker',
    file: 'faces-aside.json',
    data: aside,
    by: asideRun('aside'),
    measures: smileMeasures,
    calibration: { smile: 'smileCalibrationError' },
    drift: [],
  },
  {
    card: 'mediapipe-face-landmarker',
    file: 'faces-drawn.json',
    data: drawn,
    by: asideRun('drawn'),
    measures: smileMeasures,
    calibration: { smile: 'smileCalibrationError' },
    drift: [],
  },
  {
    card: 'mediapipe-face-landmarker',
    file: 'faces-stock.json',
    data: stock,
    by: stockRun,
    measures: smileMeasures,
    calibration: { smile: 'smileCalibrationError' },
    drift: [],
  },
  {
    card: 'mediapipe-face-landmarker',
    file: 'faces-stock-spoiled.json',
    data: `${stock} Smiles as scored before the height of the mouth counted.`,
    by: "awk 'NR == 1 || NR % 3 == 2' stock.csv > third.csv && npm run evaluate -- face --manifest third.csv --corrupt all",
    measures: [],
    calibration: {},
    drift: [],
  },
  {
    card: 'mediapipe-face-landmarker',
    file: 'faces-muxspace.json',
    data: muxspace,
    by: muxspaceRun,
    measures: ['smileAuc', 'smileTruePositiveRate', 'smileFalsePositiveRate', 'coverage'],
    calibration: { smile: 'smileCalibrationError' },
    drift: ['smile'],
  },
  {
    card: 'assent-face-affect-rules-4',
    file: 'faces-muxspace.json',
    data: muxspace,
    by: muxspaceRun,
    measures: [
      'valenceAuc',
      'valenceError',
      'valenceCoverage',
      'arousalAuc',
      'arousalError',
      'arousalCoverage',
    ],
    calibration: { valence: 'valenceCalibrationError', arousal: 'arousalCalibrationError' },
    drift: ['valence', 'arousal'],
  },
  {
    card: 'silero-vad',
    file: 'voice-activity.json',
    data: activity,
    by: 'npm run evaluate -- vad --manifest kept.csv',
    measures: ['auc', 'truePositiveRate', 'falsePositiveRate'],
    calibration: {},
    drift: [],
  },
  {
    card: 'assent-voice-affect-rules-3',
    file: 'voice-emodb.json',
    data: `${emodb}; each against the speaker’s own first minute, whatever that holds.`,
    by: 'npm run evaluate -- arousal --manifest arousal.csv',
    measures: ['auc', 'coverage'],
    calibration: {},
    drift: [],
  },
  {
    card: 'assent-voice-affect-rules-3',
    file: 'voice-emodb-neutral.json',
    data: `${emodb}; each against the speaker’s neutral speech.`,
    by: 'npm run evaluate -- arousal --manifest neutral.csv',
    measures: ['auc', 'coverage'],
    calibration: {},
    drift: [],
  },
  {
    card: 'assent-voice-affect-rules-3',
    file: 'voice-emodb-held-out.json',
    data: `${emodb}, but each speaker by a calibration that the other nine were fitted to.`,
    by: 'npm run calibrate:arousal -- --manifest neutral.csv',
    measures: [
      'heldOutAucNeutral',
      'heldOutAucFirstMinute',
      'heldOutRisk50Neutral',
      'heldOutRisk75Neutral',
      'heldOutRisk100Neutral',
    ],
    calibration: {
      'arousal against neutral speech': 'heldOutCalibrationErrorNeutral',
      'arousal against the first minute': 'heldOutCalibrationErrorFirstMinute',
    },
    drift: ['arousal'],
  },
];
