import { argv } from 'node:process';
import { runBench } from './run-bench.mjs';

const help = `usage: npm run evaluate -- TASK --manifest m.csv [options]

The manifest is a CSV file with a header, one recording, picture or clip a row; paths are relative to it.

  TASK       a row has                                                    figures
  pitch      audio, f0 (a file of one value a line: Hz, 0 unvoiced,       grossErrorRate, voicingErrorRate,
             ? not known), hop_seconds                                    voicedRecall, medianErrorCents
  vad        audio, segments (a file of start,end,speech)                 auc, truePositiveRate, falsePositiveRate
  syllables  audio, syllables (their number)                              relativeError, bias
  arousal    audio, speaker, arousal (high or low; empty: baseline only), auc, coverage, expectedCalibrationError
             neutral (yes or no: the speaker's baseline; else their
             own first minute)
  face, affect, video   image or video, smile, valence, arousal, neutral, person: see demo/docs/guides/evaluation.md

audio is WAV (8, 16, 24, 32 bits or float) or FLAC, any rate, any channels. Columns named group_* give a table
for each of their values. Rows that cannot be used are named by their line with the reason, and the rest go on.

  --json out.json      { metrics: { NAME: { value, low, high, n } }, groups: { COLUMN: { VALUE: { NAME } } },
                       skipped: [ { line, reason } ] }; low to high is a 95 % interval by bootstrap
  --corrupt WHAT       all, noise, opus, clipping, reverberation or packet-loss, alone or with :SEVERITY
  --noise n.wav        what to take for noise
  --report out.html, --compare human,face-api   for face and affect
  --head head.manifest.json   for face, affect and video: the manifest of an ONNX head of your own, its model beside it.
                       Figures stay those of the head that ships; JSON (ownHead), report and output have yours of the
                       same frames beside them, and the differences with their intervals. Without a valid model card,
                       or with another hash, it is not loaded, and the command ends with 2

Exit code: 0 where anything was measured, 1 where nothing was, 2 where the call or the manifest is wrong.`;

// `npm run evaluate`: pitch rests on no model, so it runs without fetching any; faces are shown to the built package.
const task = argv[2] ?? '';
if (argv.includes('--help') || argv.includes('-h')) {
  console.log(help);
} else {
  const showsFaces = ['face', 'affect', 'video'].includes(task);
  await runBench(showsFaces ? 'evaluate-faces.ts' : 'evaluate.ts', {
    models: task !== 'pitch',
    browser: showsFaces,
  });
}
