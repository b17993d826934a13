import type { VoiceFrame } from '../vocabulary.ts';
import { createPauses, type Pauses } from './create-pauses.ts';
import { createSyllableCounter } from './create-syllable-counter.ts';
import { createTrace, type TraceRecorder } from './create-trace.ts';
import { createSpeechGate } from './speech-gate.ts';
import { createTurnCounter, type TurnCounter } from './turn-counter.ts';
import { createWindowedHistogram, type WindowedHistogram } from './windowed-histogram.ts';
import { createWindowedSum, type WindowedSum } from './windowed-sum.ts';

/** Lengths of the windows that measurements of a voice look back over. */
export const VOICE_WINDOWS = { now: 0.25, recent: 5, phrase: 15, minute: 60 } as const;

/** Distance of voice frames. */
export const VOICE_FRAME_SECONDS = 0.01;

/** What a voice did of late; every window ends with the newest frame. */
export interface VoiceWindows {
  /** Takes the next frame. */
  push(frame: VoiceFrame): void;
  readonly turns: TurnCounter;
  readonly pauses: Pauses;
  readonly activityNow: WindowedSum;
  readonly mutedNow: WindowedSum;
  readonly spokenRecent: WindowedSum;
  readonly spokenPhrase: WindowedSum;
  readonly spokenMinute: WindowedSum;
  readonly turnPhrase: WindowedSum;
  readonly nucleiPhrase: WindowedSum;
  /** Sum of the quality of speech. */
  readonly qualityRecent: WindowedSum;
  readonly noisyRecent: WindowedSum;
  /** Speech that was clipped. */
  readonly clippedRecent: WindowedSum;
  readonly reverberantRecent: WindowedSum;
  readonly narrowRecent: WindowedSum;
  /** Frames whose speech was told by level alone. */
  readonly byEnergyRecent: WindowedSum;
  readonly gappyRecent: WindowedSum;
  readonly gappyMinute: WindowedSum;
  /** Semitones over 27.5 Hz. */
  readonly pitchRecent: WindowedHistogram;
  readonly pitchPhrase: WindowedHistogram;
  /** dBFS of speech. */
  readonly levelRecent: WindowedHistogram;
  readonly levelPhrase: WindowedHistogram;
  /** dB of speech above the background. */
  readonly clearancePhrase: WindowedHistogram;
  readonly jitterPhrase: WindowedHistogram;
  readonly shimmerPhrase: WindowedHistogram;
  readonly harmonicityPhrase: WindowedHistogram;
  readonly activityTrace: TraceRecorder;
  readonly pitchTrace: TraceRecorder;
  readonly levelTrace: TraceRecorder;
}

const JUMP_SECONDS = 1;

/** Creates the windows; nothing is allocated after that. */
export function createVoiceWindows(): VoiceWindows {
  const { now, recent, phrase, minute } = VOICE_WINDOWS;
  const capacity = (windowSeconds: number): number => Math.round(windowSeconds / VOICE_FRAME_SECONDS) + 20;
  const sum = (windowSeconds: number): WindowedSum =>
    createWindowedSum(windowSeconds, capacity(windowSeconds));
  const histogram = (windowSeconds: number, lowest: number, highest: number, binWidth: number) =>
    createWindowedHistogram({ windowSeconds, capacity: capacity(windowSeconds), lowest, highest, binWidth });

  const gate = createSpeechGate();
  const nuclei = createSyllableCounter();
  const windows = {
    turns: createTurnCounter(),
    pauses: createPauses(minute),
    activityNow: sum(now),
    mutedNow: sum(now),
    spokenRecent: sum(recent),
    spokenPhrase: sum(phrase),
    spokenMinute: sum(minute),
    turnPhrase: sum(phrase),
    nucleiPhrase: sum(phrase),
    qualityRecent: sum(recent),
    noisyRecent: sum(recent),
    clippedRecent: sum(recent),
    reverberantRecent: sum(recent),
    narrowRecent: sum(recent),
    byEnergyRecent: sum(recent),
    gappyRecent: sum(recent),
    gappyMinute: sum(minute),
    pitchRecent: histogram(recent, 10, 52, 0.1),
    pitchPhrase: histogram(phrase, 10, 52, 0.1),
    levelRecent: histogram(recent, -120, 6, 0.25),
    levelPhrase: histogram(phrase, -120, 6, 0.25),
    clearancePhrase: histogram(phrase, -10, 90, 0.5),
    jitterPhrase: histogram(phrase, 0, 15, 0.01),
    shimmerPhrase: histogram(phrase, 0, 4, 0.01),
    harmonicityPhrase: histogram(phrase, -20, 60, 0.1),
    activityTrace: createTrace(),
    pitchTrace: createTrace(),
    levelTrace: createTrace(),
  };
  const ofSpeech = [
    windows.pitchRecent,
    windows.pitchPhrase,
    windows.levelRecent,
    windows.levelPhrase,
    windows.clearancePhrase,
    windows.jitterPhrase,
    windows.shimmerPhrase,
    windows.harmonicityPhrase,
  ];
  let lastAt = Number.NaN;

  function pushSpeech(at: number, frame: VoiceFrame, isWhole: boolean): void {
    if (!isWhole) return;
    windows.levelRecent.push(at, frame.loudnessDbfs);
    windows.levelPhrase.push(at, frame.loudnessDbfs);
    if (frame.signalToNoiseDb !== null) windows.clearancePhrase.push(at, frame.signalToNoiseDb);
    if (frame.pitchHz !== null) {
      const pitch = toSemitones(frame.pitchHz);
      windows.pitchRecent.push(at, pitch);
      windows.pitchPhrase.push(at, pitch);
    }
    if (frame.voiceQuality !== null) {
      windows.jitterPhrase.push(at, frame.voiceQuality.jitterPercent);
      windows.shimmerPhrase.push(at, frame.voiceQuality.shimmerDb);
      windows.harmonicityPhrase.push(at, frame.voiceQuality.harmonicsToNoiseDb);
    }
  }

  return {
    ...windows,
    push(frame) {
      const at = frame.atSeconds;
      if (at - lastAt > JUMP_SECONDS || at < lastAt) {
        gate.reset();
        nuclei.reset();
        for (const trace of [windows.activityTrace, windows.pitchTrace, windows.levelTrace]) trace.reset();
      }
      lastAt = at;
      const has = (shortfall: VoiceFrame['shortfalls'][number]): 0 | 1 =>
        frame.shortfalls.includes(shortfall) ? 1 : 0;
      const muted = has('muted') === 1;
      const gappy = has('audio-gaps');
      const probability = muted ? 0 : frame.speechProbability;
      const speaking = gate.push(at, probability);
      const inTurn = windows.turns.push(at, speaking);
      const spoken = speaking ? 1 : 0;

      windows.pauses.push(at, speaking, inTurn);
      windows.activityNow.push(at, probability);
      windows.mutedNow.push(at, muted ? 1 : 0);
      windows.spokenRecent.push(at, spoken);
      windows.spokenPhrase.push(at, spoken);
      windows.spokenMinute.push(at, spoken);
      windows.turnPhrase.push(at, inTurn ? 1 : 0);
      windows.nucleiPhrase.push(at, nuclei.push(frame));
      windows.qualityRecent.push(at, spoken * frame.quality);
      windows.noisyRecent.push(at, has('too-noisy'));
      windows.clippedRecent.push(at, spoken * has('clipping'));
      windows.reverberantRecent.push(at, spoken * has('reverberant'));
      windows.narrowRecent.push(at, spoken * has('narrow-band'));
      windows.byEnergyRecent.push(at, frame.speechDetector === 'energy' ? 1 : 0);
      windows.gappyRecent.push(at, gappy);
      windows.gappyMinute.push(at, gappy);
      windows.activityTrace.push(at, muted ? null : probability);
      windows.pitchTrace.push(at, speaking ? frame.pitchHz : null);
      windows.levelTrace.push(at, muted ? null : frame.loudnessDbfs);
      if (speaking) pushSpeech(at, frame, gappy === 0);
      for (const window of ofSpeech) window.advance(at);
    },
  };
}

/** Semitones over 27.5 Hz, as eGeMAPS counts them. */
const toSemitones = (hertz: number): number => 12 * Math.log2(hertz / 27.5);

/** Hertz of semitones over 27.5 Hz. */
export const semitonesToHertz = (semitones: number): number => 27.5 * 2 ** (semitones / 12);
