import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Meyda from 'meyda';
import { PitchDetector } from 'pitchy';
import { PITCH_WINDOW } from '../sdk/voice/pitch-candidates.ts';
import { createPitchTracker } from '../sdk/voice/pitch-tracker.ts';
import { createSpectralAnalyser, SPECTRAL_WINDOW } from '../sdk/voice/spectral-analyser.ts';
import { createVoiceAnalyser } from '../sdk/voice/voice-analyser.ts';
import { readSound } from './evaluate/read-sound.ts';
import { loadSpeechNetwork } from './load-speech-network.ts';
import { cpuOf } from './voice/cpu-of.ts';
import { praatPitch } from './voice/praat-pitch.ts';

// `npm run bench:voice [-- --json out.json]`: processor time per second of audio of every stage, and of peers on the same speech.

const HOP = 160;
const RATE_HZ = 16_000;
const file: string = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'assent',
  'media',
  'jfk.wav',
);
const { values } = parseArgs({ options: { json: { type: 'string' } } });
const speech = (await readSound(file)).samples;
const seconds: number = speech.length / RATE_HZ;
const silence = new Float32Array(speech.length).map((_, i) => 1e-4 * Math.sin(i * i));
const network = await loadSpeechNetwork();

function eachHop(window: number, visit: (from: number) => void): void {
  for (let from = 0; from + window <= speech.length; from += HOP) visit(from);
}

async function wholePath(sound: Float32Array, withNetwork: boolean): Promise<void> {
  const analyser = createVoiceAnalyser(RATE_HZ, () => {});
  if (withNetwork)
    analyser.listenWith(network, (cause) => {
      throw cause;
    });
  for (let from = 0; from + HOP <= sound.length; from += HOP) {
    analyser.push(sound.subarray(from, from + HOP), HOP, from / RATE_HZ, 0);
    await analyser.settled();
  }
}

// The wasm engine optimises in the background; its compiler is not the network's cost.
await wholePath(speech, true);
await new Promise((resolve) => setTimeout(resolve, 10_000));

const decision = { frequencyHz: 0, strength: 0 };
const pitch: number = await cpuOf(seconds, () => {
  const tracker = createPitchTracker(RATE_HZ);
  const surroundings = { height: 1, softnessDb: 0, alphaRatioDb: -10 };
  eachHop(PITCH_WINDOW, (from) => void tracker.push(speech, from, surroundings, decision));
});
const spectrum: number = await cpuOf(seconds, () => {
  const analyser = createSpectralAnalyser(RATE_HZ);
  const into = new Float64Array(16);
  eachHop(SPECTRAL_WINDOW, (from) => analyser.analyse(speech, from, into, 0));
});
const features: number = await cpuOf(seconds, () => wholePath(speech, false));
const total: number = await cpuOf(seconds, () => wholePath(speech, true));
const quiet: number = await cpuOf(seconds, () => wholePath(silence, true));

const meyda: number = await cpuOf(seconds, () => {
  Meyda.sampleRate = RATE_HZ;
  Meyda.bufferSize = 512;
  eachHop(512, (from) => {
    Meyda.extract(
      ['rms', 'spectralSlope', 'spectralRolloff', 'spectralCentroid', 'mfcc', 'powerSpectrum'],
      speech.subarray(from, from + 512),
    );
  });
});
const pitchy: number = await cpuOf(seconds, () => {
  const detector = PitchDetector.forFloat32Array(PITCH_WINDOW);
  eachHop(
    PITCH_WINDOW,
    (from) => void detector.findPitch(speech.subarray(from, from + PITCH_WINDOW), RATE_HZ),
  );
});
const praat = praatPitch(file, seconds);

const before: number = process.memoryUsage().heapUsed;
await wholePath(speech, false);
const result = {
  millisecondsPerSecondOfAudio: {
    features,
    pitch,
    spectrum,
    activity: total - features,
    total,
    silence: quiet,
  },
  peers: {
    meyda: { millisecondsPerSecondOfAudio: meyda, ratio: spectrum / meyda },
    pitchy: { millisecondsPerSecondOfAudio: pitchy, ratio: pitch / pitchy },
    praat: praat === null ? null : { millisecondsPerSecondOfAudio: praat, ratio: pitch / praat },
  },
  memory: {
    heapBytes: before,
    heapGrowthBytesPerSecondOfAudio: (process.memoryUsage().heapUsed - before) / seconds,
  },
};
console.log(JSON.stringify(result, null, 2));
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
