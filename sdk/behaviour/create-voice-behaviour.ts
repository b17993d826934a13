import type {
  Abstained,
  AbstentionReason,
  BehaviourName,
  Measurement,
  Reading,
  Unit,
  VoiceFrame,
} from '../vocabulary.ts';
import { createSyllableCounter } from './create-syllable-counter.ts';
import { createSpeechGate } from './speech-gate.ts';
import { createTurnCounter } from './turn-counter.ts';
import { createWindowedHistogram } from './windowed-histogram.ts';
import { createWindowedSum } from './windowed-sum.ts';

/** Turns voice frames into measurements of one participant's voice. */
export interface VoiceBehaviour {
  /** Takes the next frame, in capture order; returns nothing new or, about four times a second, all measurements. */
  push(frame: VoiceFrame): readonly Measurement[];
}

const NOTHING: readonly Measurement[] = [];
const EMIT_SECONDS = 0.25;
const FRAMES_PER_SECOND = 100;
const FRAME_SECONDS = 1 / FRAMES_PER_SECOND;
const NOW_SECONDS = 0.25;
const RECENT_SECONDS = 5;
const PHRASE_SECONDS = 15;
const MINUTE_SECONDS = 60;

const ENOUGH_OBSERVED_SECONDS = 5;
const ENOUGH_VOICED_FRAMES = 50;
const ENOUGH_SPOKEN_FRAMES = 100;
/** Unreliable when more than this share of the frames has the shortfall. */
const TOO_MUCH = 0.5;
const GAPPY = 0.2;

/**
 * Creates the running measurement of one voice, over windows that end now:
 *
 * - `speech-activity` (0.25 s): mean probability of speech
 * - `speaking-share`, `turns` (60 s): share of the time spoken; turns by own activity
 * - `pause-ratio` (15 s): share of the time within turns that is silent
 * - `syllable-rate` (15 s): nuclei per second of speech, pauses not counted (de Jong & Wempe 2009: articulation rate)
 * - `pitch` (5 s): median F0; `pitch-range` (15 s): 20th to 80th percentile in semitones
 * - `loudness` (5 s): median level of speech; `loudness-range` (15 s): 20th to 80th percentile
 *
 * Frames while muted count as not spoken; a value abstains with the reasons
 * while there is too little to measure it by.
 */
export function createVoiceBehaviour(): VoiceBehaviour {
  const gate = createSpeechGate();
  const turns = createTurnCounter();
  const nuclei = createSyllableCounter();
  const sums = (windowSeconds: number) =>
    createWindowedSum(windowSeconds, windowSeconds * FRAMES_PER_SECOND + 20);
  const activityNow = sums(NOW_SECONDS);
  const mutedNow = sums(NOW_SECONDS);
  const spokenMinute = sums(MINUTE_SECONDS);
  const spokenPhrase = sums(PHRASE_SECONDS);
  const turnPhrase = sums(PHRASE_SECONDS);
  const nucleiPhrase = sums(PHRASE_SECONDS);
  const qualityRecent = sums(RECENT_SECONDS);
  const noisyRecent = sums(RECENT_SECONDS);
  const gappyRecent = sums(RECENT_SECONDS);
  const spokenRecent = sums(RECENT_SECONDS);

  const semitones = { lowest: 10, highest: 52, binWidth: 0.1 };
  const levels = { lowest: -120, highest: 6, binWidth: 0.25 };
  const histogram = (windowSeconds: number, range: typeof levels) =>
    createWindowedHistogram({ windowSeconds, capacity: windowSeconds * FRAMES_PER_SECOND + 20, ...range });
  const pitchRecent = histogram(RECENT_SECONDS, semitones);
  const pitchPhrase = histogram(PHRASE_SECONDS, semitones);
  const levelRecent = histogram(RECENT_SECONDS, levels);
  const levelPhrase = histogram(PHRASE_SECONDS, levels);

  let nextEmit = Number.NaN;
  let lastAt = Number.NaN;

  function push(frame: VoiceFrame): readonly Measurement[] {
    const at = frame.atSeconds;
    if (!Number.isNaN(lastAt) && (at - lastAt > 1 || at < lastAt)) {
      gate.reset();
      nuclei.reset();
    }
    lastAt = at;
    const muted = frame.shortfalls.includes('muted');
    const probability = muted ? 0 : frame.speechProbability;
    const speaking = gate.push(at, probability);
    const inTurn = turns.push(at, speaking);
    const voiced = speaking && frame.pitchHz !== null;

    activityNow.push(at, probability);
    mutedNow.push(at, muted ? 1 : 0);
    spokenMinute.push(at, speaking ? 1 : 0);
    spokenPhrase.push(at, speaking ? 1 : 0);
    turnPhrase.push(at, inTurn ? 1 : 0);
    nucleiPhrase.push(at, nuclei.push(frame));
    qualityRecent.push(at, speaking ? frame.quality : 0);
    spokenRecent.push(at, speaking ? 1 : 0);
    noisyRecent.push(at, frame.shortfalls.includes('too-noisy') ? 1 : 0);
    gappyRecent.push(at, frame.shortfalls.includes('audio-gaps') ? 1 : 0);
    if (voiced) {
      const pitch = toSemitones(frame.pitchHz as number);
      pitchRecent.push(at, pitch);
      pitchPhrase.push(at, pitch);
    }
    if (speaking) {
      levelRecent.push(at, frame.loudnessDbfs);
      levelPhrase.push(at, frame.loudnessDbfs);
    }
    for (const window of [pitchRecent, pitchPhrase, levelRecent, levelPhrase]) window.advance(at);

    if (Number.isNaN(nextEmit) || at > nextEmit + 1 || at < nextEmit - 1) nextEmit = at + EMIT_SECONDS;
    if (at < nextEmit) return NOTHING;
    nextEmit += EMIT_SECONDS;
    return measure(at);
  }

  function measure(at: number): readonly Measurement[] {
    const muted = mutedNow.sum > TOO_MUCH * mutedNow.count;
    const noisy = noisyRecent.sum > TOO_MUCH * noisyRecent.count;
    const gappy = gappyRecent.sum > GAPPY * gappyRecent.count;
    const observedSeconds = spokenMinute.count * FRAME_SECONDS;
    const quality = spokenRecent.sum > 0 ? Math.min(1, Math.max(0, qualityRecent.sum / spokenRecent.sum)) : 0;

    const abstain = (...more: AbstentionReason[]): Abstained => ({ kind: 'abstained', reasons: more });
    const measured = (value: number, valueQuality: number = quality): Reading => ({
      kind: 'measured',
      value,
      standardDeviation: null,
      quality: valueQuality,
    });
    /** A value of speech, or why there is none. */
    const ofSpeech = (have: number, need: number, value: () => number): Reading => {
      if (have < need) {
        const why: AbstentionReason[] = [];
        if (muted) why.push('muted');
        else if (have === 0) why.push('no-speech');
        else why.push('too-little-data');
        if (noisy) why.push('too-noisy');
        return abstain(...why);
      }
      if (noisy || gappy)
        return abstain(...(noisy ? ['too-noisy' as const] : []), ...(gappy ? ['audio-gaps' as const] : []));
      return measured(value());
    };
    /** A value of presence, which silence is a fact for. */
    const ofTime = (value: () => number): Reading => {
      if (observedSeconds < ENOUGH_OBSERVED_SECONDS) return abstain(muted ? 'muted' : 'too-little-data');
      if (noisy) return abstain('too-noisy');
      if (gappy) return abstain('audio-gaps');
      return measured(value(), Math.min(1, observedSeconds / MINUTE_SECONDS));
    };
    const one = (name: BehaviourName, unit: Unit, windowSeconds: number, reading: Reading): Measurement => ({
      kind: 'measurement',
      modality: 'voice',
      atSeconds: at,
      name,
      unit,
      windowSeconds,
      reading,
    });

    const spoken = spokenPhrase.sum;
    return [
      one(
        'speech-activity',
        '1',
        NOW_SECONDS,
        muted ? abstain('muted') : measured(clampShare(activityNow.sum / activityNow.count), noisy ? 0.3 : 1),
      ),
      one(
        'speaking-share',
        '1',
        MINUTE_SECONDS,
        ofTime(() => clampShare(spokenMinute.sum / spokenMinute.count)),
      ),
      one(
        'turns',
        '{count}',
        MINUTE_SECONDS,
        ofTime(() => turns.countWithin(at, MINUTE_SECONDS)),
      ),
      one(
        'pause-ratio',
        '1',
        PHRASE_SECONDS,
        ofSpeech(spoken, ENOUGH_SPOKEN_FRAMES, () => clampShare(1 - spoken / turnPhrase.sum)),
      ),
      one(
        'syllable-rate',
        '1/s',
        PHRASE_SECONDS,
        ofSpeech(spoken, 2 * ENOUGH_SPOKEN_FRAMES, () => nucleiPhrase.sum / (spoken * FRAME_SECONDS)),
      ),
      one(
        'pitch',
        'Hz',
        RECENT_SECONDS,
        ofSpeech(pitchRecent.count, ENOUGH_VOICED_FRAMES, () => toHertz(pitchRecent.quantile(0.5))),
      ),
      one(
        'pitch-range',
        'semitone',
        PHRASE_SECONDS,
        ofSpeech(pitchPhrase.count, 2 * ENOUGH_VOICED_FRAMES, () => spread(pitchPhrase)),
      ),
      one(
        'loudness',
        'dBFS',
        RECENT_SECONDS,
        ofSpeech(levelRecent.count, ENOUGH_VOICED_FRAMES, () => levelRecent.quantile(0.5)),
      ),
      one(
        'loudness-range',
        'dB',
        PHRASE_SECONDS,
        ofSpeech(levelPhrase.count, ENOUGH_SPOKEN_FRAMES, () => spread(levelPhrase)),
      ),
    ];
  }

  return { push };
}

const clampShare = (share: number): number => Math.min(1, Math.max(0, share));
const spread = (window: { quantile(q: number): number }): number =>
  window.quantile(0.8) - window.quantile(0.2);
/** Semitones over 27.5 Hz, as eGeMAPS counts them. */
const toSemitones = (hertz: number): number => 12 * Math.log2(hertz / 27.5);
const toHertz = (semitone: number): number => 27.5 * 2 ** (semitone / 12);
