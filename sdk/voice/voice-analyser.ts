import { createEnergyActivity } from './energy-activity.ts';
import { FLAG, ROW, ROW_LENGTH } from './frame-row.ts';
import { createHighBand, HIGH_BAND_WINDOW } from './high-band.ts';
import { createJoinedActivity, type JoinedActivity } from './joined-activity.ts';
import { levelDbfs } from './level-dbfs.ts';
import { createNetworkActivity, type NetworkActivity } from './network-activity.ts';
import { createNoiseFloor } from './noise-floor.ts';
import { PITCH_WINDOW } from './pitch-candidates.ts';
import type { PitchDecision } from './pitch-path.ts';
import { createPitchTracker, PITCH_LOOK_AHEAD_HOPS } from './pitch-tracker.ts';
import { createRelativeLevel } from './relative-level.ts';
import { createResampler } from './resample.ts';
import { createSignalQuality } from './signal-quality.ts';
import { createSpectralAnalyser, SPECTRAL_WINDOW } from './spectral-analyser.ts';
import { NETWORK_BLOCK, type SpeechNetwork } from './speech-network.ts';
import { createVoiceQualityAnalyser } from './voice-quality.ts';

/** Rate that every feature is computed at. */
const ANALYSIS_RATE_HZ = 16_000;
/** Samples from one frame to the next: 10 ms. */
const HOP_SAMPLES = 160;
/** How much later a frame is decided than the middle of its window was heard, the re-sampling not counted. */
const LATENCY_SAMPLES: number = PITCH_WINDOW / 2 + PITCH_LOOK_AHEAD_HOPS * HOP_SAMPLES;

/** Hops from a frame to the newest sound, whose level tells of its activity too: the last 20 ms that the frame waits for. */
export const ACTIVITY_LOOK_AHEAD_HOPS: number = PITCH_LOOK_AHEAD_HOPS + 1;

/** A gap up to this long is bridged with silence; a longer one starts the analysis anew. */
const LONGEST_BRIDGE_SECONDS = 0.5;
/** The bandwidth of a microphone does not change from hop to hop. */
const HIGH_BAND_HOPS = 4;
const INAUDIBLE_DBFS = -100;
/** Hops whose window may still reach into digital silence. */
const EDGE_HOPS = 4;
const DESCRIBED_FROM = 0.5;
/** Sound as soft as the first holds no speech; up to the second, none that does not stand out from its background. */
const WORTH_HEARING_DBFS = { least: -75, surely: -60 };
const WORTH_HEARING_DB = 3;

/** Turns sound of any rate into rows of features, one per 10 ms. Owns its buffers: one per stream. */
export interface VoiceAnalyser {
  /** How much later than it was captured sound reaches the analysis, in seconds; already taken off `atSeconds`. */
  readonly delaySeconds: number;
  /** Takes the next samples; `contextSeconds` is the place of the first, `gapFrames` what is missing before it. */
  push(samples: Float32Array, length: number, contextSeconds: number, gapFrames: number): void;
  /** Forgets the sound so far, as when the clock stood still. */
  restart(): void;
  /**
   * From now on asks `network` as well whether somebody speaks; before that, and
   * should it fail, level and periodicity alone decide, and the rows say so.
   */
  listenWith(network: SpeechNetwork, onFailure: (cause: unknown) => void): void;
  /** Resolves when the network has answered for all that was pushed; who measures a file waits for it after each push. */
  settled(): Promise<void>;
}

/**
 * Creates an analyser. `onRow` gets each finished row, whose `atSeconds` is the
 * middle of its window on the caller's time line; the row is reused after it returns.
 * `joined` is for who fits the joint of network and level.
 */
export function createVoiceAnalyser(
  sampleRateHz: number,
  onRow: (row: Float64Array) => void,
  joined: JoinedActivity = createJoinedActivity(ACTIVITY_LOOK_AHEAD_HOPS),
): VoiceAnalyser {
  const resampler = createResampler(sampleRateHz, ANALYSIS_RATE_HZ);
  const tracker = createPitchTracker(ANALYSIS_RATE_HZ);
  const spectrum = createSpectralAnalyser(ANALYSIS_RATE_HZ);
  const floor = createNoiseFloor();
  const relative = createRelativeLevel();
  const newestRelative = createRelativeLevel();
  const energyActivity = createEnergyActivity();
  let networkActivity: NetworkActivity | null = null;
  let networkFrom = 0;
  const quality = createSignalQuality(sampleRateHz);
  const highBand = createHighBand(ANALYSIS_RATE_HZ);
  const voiceQuality = createVoiceQualityAnalyser(ANALYSIS_RATE_HZ);

  const sound = new Float32Array(PITCH_WINDOW);
  const middle = (PITCH_WINDOW - SPECTRAL_WINDOW) / 2;
  const spectralPart = sound.subarray(middle, middle + SPECTRAL_WINDOW);
  const newestPart = sound.subarray(PITCH_WINDOW - SPECTRAL_WINDOW);
  const silence = new Float32Array(1024);
  const decision: PitchDecision = { frequencyHz: 0, strength: 0 };
  const surroundings = { height: 0, softnessDb: 0, alphaRatioDb: 0 };
  const pending = Array.from({ length: PITCH_LOOK_AHEAD_HOPS + 1 }, () => new Float64Array(ROW_LENGTH));
  let resampled = new Float32Array(0);
  const hop = new Float32Array(HOP_SAMPLES);
  let filled = 0;
  let hops = 0;
  let samplesOut = 0;
  let startSeconds = Number.NaN;
  let audibleHops = 0;
  let background = Number.NaN;
  let highBandDb = 0;

  function restart(): void {
    resampler.reset();
    tracker.reset();
    spectrum.reset();
    voiceQuality.reset();
    energyActivity.reset();
    joined.reset();
    networkActivity?.reset();
    networkFrom = 0;
    sound.fill(0);
    filled = 0;
    hops = 0;
    samplesOut = 0;
    audibleHops = 0;
    startSeconds = Number.NaN;
  }

  function feed(samples: Float32Array, length: number): void {
    const room = resampler.maximumOutput(length);
    if (resampled.length < room) resampled = new Float32Array(room);
    const count = resampler.process(samples, length, resampled);
    for (let i = 0; i < count; i++) {
      hop[filled++] = resampled[i] as number;
      if (filled === HOP_SAMPLES) {
        filled = 0;
        if (networkActivity !== null) networkActivity.push(hop, isWorthHearing());
        voiceQuality.push(hop);
        samplesOut += HOP_SAMPLES;
        sound.copyWithin(0, HOP_SAMPLES);
        sound.set(hop, PITCH_WINDOW - HOP_SAMPLES);
        if (samplesOut >= PITCH_WINDOW) measure();
      }
    }
  }

  function isWorthHearing(): boolean {
    const level = levelDbfs(hop);
    if (level <= WORTH_HEARING_DBFS.least) return false;
    return level > WORTH_HEARING_DBFS.surely || !floor.settled || level - background > WORTH_HEARING_DB;
  }

  function measure(): void {
    const row = pending[hops % pending.length] as Float64Array;
    row[ROW.atSeconds] =
      startSeconds + (samplesOut - PITCH_WINDOW / 2) / ANALYSIS_RATE_HZ - resampler.delaySeconds;
    const level = levelDbfs(spectralPart);
    // Digital silence, and the windows that reach into it, are no background: following them would
    // take the first breath after it for speech.
    audibleHops = level > INAUDIBLE_DBFS ? audibleHops + 1 : 0;
    if (audibleHops > EDGE_HOPS) background = floor.push(level);
    else if (Number.isNaN(background)) background = level;
    row[ROW.loudnessDbfs] = level;
    row[ROW.signalToNoiseDb] = level - background;
    spectrum.analyse(sound, middle, row, ROW.spectral);
    if (hops % HIGH_BAND_HOPS === 0)
      highBandDb = highBand.measure(sound, (PITCH_WINDOW - HIGH_BAND_WINDOW) / 2);
    hops++;
    relative.push(level, level - background);
    const newest = levelDbfs(newestPart);
    newestRelative.push(newest, newest - background);
    joined.hear(newestRelative.height, newestRelative.softnessDb);
    surroundings.height = relative.height;
    surroundings.softnessDb = relative.softnessDb;
    surroundings.alphaRatioDb = row[ROW.spectral] as number;
    if (tracker.push(sound, 0, surroundings, decision))
      finish(pending[hops % pending.length] as Float64Array);
  }

  function finish(row: Float64Array): void {
    const level = row[ROW.loudnessDbfs] as number;
    const aboveDb = row[ROW.signalToNoiseDb] as number;
    const audible = level > INAUDIBLE_DBFS;
    const byEnergy = energyActivity.push(aboveDb, decision.strength, audible);
    // What it says of a block fits the sound some 40 ms before best: its newest answer is the one for this frame.
    const byNetwork = networkActivity?.at(samplesOut - NETWORK_BLOCK - networkFrom) ?? Number.NaN;
    const isByNetwork = !Number.isNaN(byNetwork);
    const probability = isByNetwork ? joined.push(byNetwork) : byEnergy;
    let flags = quality.push(level, level - aboveDb, probability, highBandDb, floor.settled);
    if (!audible) flags |= FLAG.digitalSilence;
    if (probability >= DESCRIBED_FROM) flags |= FLAG.described;
    if (isByNetwork) flags |= FLAG.network;
    row[ROW.speechProbability] = probability;
    row[ROW.pitchHz] = decision.frequencyHz;
    row[ROW.pitchStrength] = decision.strength;
    voiceQuality.decide(decision.frequencyHz, samplesOut - LATENCY_SAMPLES, row, ROW.voiceQuality);
    row[ROW.quality] = quality.quality;
    row[ROW.flags] = flags;
    onRow(row);
  }

  return {
    delaySeconds: resampler.delaySeconds,
    restart,
    settled: async () => networkActivity?.settled(),
    listenWith(network, onFailure) {
      networkActivity = createNetworkActivity(network, onFailure);
      networkFrom = samplesOut;
    },
    push(samples, length, contextSeconds, gapFrames) {
      if (gapFrames > 0) {
        quality.noteGap(gapFrames / ((sampleRateHz * HOP_SAMPLES) / ANALYSIS_RATE_HZ));
        // Before the first sound there is nothing to bridge from, and no time to stamp a bridge with.
        if (Number.isNaN(startSeconds) || gapFrames > LONGEST_BRIDGE_SECONDS * sampleRateHz) restart();
        else
          for (let left = gapFrames; left > 0; left -= silence.length)
            feed(silence, Math.min(left, silence.length));
      }
      if (Number.isNaN(startSeconds)) startSeconds = contextSeconds;
      quality.inspect(samples, length);
      feed(samples, length);
    },
  };
}
