import type {
  BehaviourName,
  Functionals,
  Measurement,
  Reading,
  Trace,
  Unit,
  VoiceFrame,
} from '../vocabulary.ts';
import {
  createVoiceWindows,
  semitonesToHertz,
  VOICE_FRAME_SECONDS,
  VOICE_WINDOWS,
} from './create-voice-windows.ts';
import { functionalsOf } from './functionals-of.ts';
import { judgeVoiceReadings, type Spoilers } from './judge-voice-readings.ts';
import type { WindowedHistogram } from './windowed-histogram.ts';

/** Turns voice frames into measurements of one participant's voice. */
export interface VoiceBehaviour {
  /** Takes the next frame, in capture order; returns nothing new or, about four times a second, all measurements. */
  push(frame: VoiceFrame): readonly Measurement[];
}

const NOTHING: readonly Measurement[] = [];
const EMIT_SECONDS = 0.25;
const { now: NOW, recent: RECENT, phrase: PHRASE, minute: MINUTE } = VOICE_WINDOWS;

const ENOUGH_VOICED_FRAMES = 50;
const ENOUGH_SPOKEN_FRAMES = 100;
const ENOUGH_SUSTAINED_FRAMES = 30;
/** What each kind of value does not bear, by `npm run bench:voice-robustness`. */
const RATE: Spoilers = { reasons: ['reverberant', 'narrow-band'], mostLost: 0.2 };
const PAUSES: Spoilers = { restsOnPauses: true };
const PITCH: Spoilers = { reasons: ['reverberant'], mostLost: 0.3, medianClearDb: 9 };
const LEVEL: Spoilers = { reasons: ['clipping', 'reverberant', 'narrow-band'], mostLost: 0.35 };
const LEVEL_RANGE: Spoilers = { ...LEVEL, mostLost: 0.3, quietestClearDb: 8 };
const CYCLES: Spoilers = { ...LEVEL, medianClearDb: 9.5 };

/**
 * Creates the running measurement of one voice, over windows that end now:
 *
 * - `speech-activity` (0.25 s): mean probability of speech
 * - `speaking-share`, `turns`, `turn-length` (60 s): share of the time spoken; turns by own activity, their number and mean length
 * - `pause-ratio` (15 s): share of the time within turns that is silent; `pause-length` (60 s): mean length of the silences of 0.25 s to 1 s
 * - `syllable-rate`, `articulation-rate` (15 s): nuclei per second of the time within turns, and of that without its pauses (de Jong & Wempe 2009)
 * - `pitch` (5 s): median F0; `pitch-range` (15 s): 20th to 80th percentile in semitones
 * - `loudness` (5 s): median level of speech; `loudness-range` (15 s): 20th to 80th percentile
 * - `jitter`, `shimmer`, `harmonicity` (15 s): medians over the sustained voiced stretches, see `VoiceQuality`
 *
 * Pitch, loudness and the voice qualities carry the functionals of eGeMAPS;
 * activity, pitch and loudness a trace. Frames while muted count as not spoken;
 * a value abstains with the reasons while there is too little to measure it by.
 */
export function createVoiceBehaviour(): VoiceBehaviour {
  const windows = createVoiceWindows();
  let nextEmit = Number.NaN;

  function measure(at: number): readonly Measurement[] {
    const { ofSpeech, ofTime, ofNow } = judgeVoiceReadings(windows);
    const one = (
      name: BehaviourName,
      unit: Unit,
      windowSeconds: number,
      reading: Reading,
      more: { readonly functionals?: Functionals | null; readonly trace?: Trace } = {},
    ): Measurement => ({
      kind: 'measurement',
      modality: 'voice',
      atSeconds: at,
      name,
      unit,
      windowSeconds,
      reading,
      ...(more.functionals != null && reading.kind === 'measured' ? { functionals: more.functionals } : {}),
      ...(more.trace !== undefined ? { trace: more.trace } : {}),
    });
    const functionals = (values: WindowedHistogram, unit: Unit): Functionals | null =>
      values.count > 0 ? functionalsOf(values, unit, PHRASE) : null;
    const quality = (name: BehaviourName, unit: Unit, values: WindowedHistogram): Measurement =>
      one(
        name,
        unit,
        PHRASE,
        ofSpeech(values.count, ENOUGH_SUSTAINED_FRAMES, () => values.quantile(0.5), CYCLES),
        { functionals: functionals(values, unit) },
      );

    const { pitchRecent, pitchPhrase, levelRecent, levelPhrase, activityNow, spokenMinute } = windows;
    const spoken = windows.spokenPhrase.sum;
    const inTurn = windows.turnPhrase.sum;
    const nuclei = windows.nucleiPhrase.sum;
    const { pauses, turns } = windows;
    return [
      one(
        'speech-activity',
        '1',
        NOW,
        ofNow(() => share(activityNow.sum, activityNow.count)),
        { trace: windows.activityTrace.read() },
      ),
      one(
        'speaking-share',
        '1',
        MINUTE,
        ofTime(() => share(spokenMinute.sum, spokenMinute.count)),
      ),
      one(
        'turns',
        '{count}',
        MINUTE,
        ofTime(() => turns.countWithin(at, MINUTE)),
      ),
      one(
        'turn-length',
        's',
        MINUTE,
        ofSpeech(turns.countWithin(at, MINUTE), 1, () => turns.meanLengthWithin(at, MINUTE), PAUSES),
      ),
      one(
        'pause-ratio',
        '1',
        PHRASE,
        ofSpeech(spoken, ENOUGH_SPOKEN_FRAMES, () => 1 - share(spoken, inTurn), PAUSES),
      ),
      one(
        'pause-length',
        's',
        MINUTE,
        ofSpeech(pauses.count, 1, () => pauses.meanSeconds, PAUSES),
      ),
      one(
        'syllable-rate',
        '1/s',
        PHRASE,
        ofSpeech(spoken, 2 * ENOUGH_SPOKEN_FRAMES, () => nuclei / (inTurn * VOICE_FRAME_SECONDS), RATE),
      ),
      one(
        'articulation-rate',
        '1/s',
        PHRASE,
        ofSpeech(spoken, 2 * ENOUGH_SPOKEN_FRAMES, () => nuclei / (spoken * VOICE_FRAME_SECONDS), RATE),
      ),
      one(
        'pitch',
        'Hz',
        RECENT,
        ofSpeech(
          pitchRecent.count,
          ENOUGH_VOICED_FRAMES,
          () => semitonesToHertz(pitchRecent.quantile(0.5)),
          PITCH,
        ),
        { functionals: functionals(pitchPhrase, 'semitone'), trace: windows.pitchTrace.read() },
      ),
      one(
        'pitch-range',
        'semitone',
        PHRASE,
        ofSpeech(pitchPhrase.count, 2 * ENOUGH_VOICED_FRAMES, () => spread(pitchPhrase)),
      ),
      one(
        'loudness',
        'dBFS',
        RECENT,
        ofSpeech(levelRecent.count, ENOUGH_VOICED_FRAMES, () => levelRecent.quantile(0.5), LEVEL),
        { functionals: functionals(levelPhrase, 'dBFS'), trace: windows.levelTrace.read() },
      ),
      one(
        'loudness-range',
        'dB',
        PHRASE,
        ofSpeech(levelPhrase.count, ENOUGH_SPOKEN_FRAMES, () => spread(levelPhrase), LEVEL_RANGE),
      ),
      quality('jitter', '%', windows.jitterPhrase),
      quality('shimmer', 'dB', windows.shimmerPhrase),
      quality('harmonicity', 'dB', windows.harmonicityPhrase),
    ];
  }

  return {
    push(frame) {
      const at = frame.atSeconds;
      windows.push(frame);
      if (Number.isNaN(nextEmit) || at > nextEmit + 1 || at < nextEmit - 1) nextEmit = at + EMIT_SECONDS;
      if (at < nextEmit) return NOTHING;
      nextEmit += EMIT_SECONDS;
      return measure(at);
    },
  };
}

const share = (part: number, whole: number): number => Math.min(1, Math.max(0, part / whole));
const spread = (window: WindowedHistogram): number => window.quantile(0.8) - window.quantile(0.2);
