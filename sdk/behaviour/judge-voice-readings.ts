import type { Abstained, AbstentionReason, Reading } from '../vocabulary.ts';
import { VOICE_FRAME_SECONDS, VOICE_WINDOWS, type VoiceWindows } from './create-voice-windows.ts';

/** What spoils a value besides too little of it, too much noise and gaps without end. */
export interface Spoilers {
  readonly reasons?: readonly ('clipping' | 'reverberant' | 'narrow-band')[];
  /** The most of the time that may be lost; half of it unless told. */
  readonly mostLost?: number;
  /** The quietest fifth of speech has to stand so many dB above the background. */
  readonly quietestClearDb?: number;
  /** Half of the speech has to. */
  readonly medianClearDb?: number;
  /** It rests on where speech ends: level alone takes an echo for speech. */
  readonly restsOnPauses?: boolean;
}

/** Decides, at one moment, which values of a voice may be said. */
export interface VoiceReadings {
  /** A value of speech, by the frames there are and the frames it needs; else why there is none. */
  ofSpeech(have: number, need: number, value: () => number, spoilers?: Spoilers): Reading;
  /** A value of presence, which silence is a fact for; else why there is none. */
  ofTime(value: () => number): Reading;
  /** The probability of speech right now. */
  ofNow(value: () => number): Reading;
}

const ENOUGH_OBSERVED_SECONDS = 5;
/** Unreliable when more than this share of the frames has the shortfall. */
const TOO_MUCH = 0.5;
/** What is lost moves a share of time by as much as itself at most, and marks several times as many frames. */
const TOO_MUCH_LOST = 0.5;

/** Creates the judge of one moment of these windows. */
export function judgeVoiceReadings(windows: VoiceWindows): VoiceReadings {
  const { mutedNow, noisyRecent, gappyRecent, gappyMinute, spokenRecent, clearancePhrase } = windows;
  const muted = mutedNow.sum > TOO_MUCH * mutedNow.count;
  const noisy = noisyRecent.sum > TOO_MUCH * noisyRecent.count;
  const lost = gappyRecent.sum / gappyRecent.count;
  const spoiled = {
    clipping: windows.clippedRecent.sum > TOO_MUCH * spokenRecent.sum,
    reverberant: windows.reverberantRecent.sum > TOO_MUCH * spokenRecent.sum,
    'narrow-band': windows.narrowRecent.sum > TOO_MUCH * spokenRecent.sum,
  };
  const byEnergy = windows.byEnergyRecent.sum > TOO_MUCH * windows.byEnergyRecent.count;
  const pausesEcho = byEnergy && spoiled.reverberant;
  const observedSeconds = windows.spokenMinute.count * VOICE_FRAME_SECONDS;
  const quality =
    spokenRecent.sum > 0 ? Math.min(1, Math.max(0, windows.qualityRecent.sum / spokenRecent.sum)) : 0;

  const abstain = (...reasons: AbstentionReason[]): Abstained => ({ kind: 'abstained', reasons });
  const measured = (value: number, valueQuality: number): Reading => ({
    kind: 'measured',
    value,
    standardDeviation: null,
    quality: valueQuality,
  });

  return {
    ofSpeech(
      have,
      need,
      value,
      { reasons = [], mostLost = TOO_MUCH, quietestClearDb, medianClearDb, restsOnPauses = false } = {},
    ) {
      const buried =
        clearancePhrase.quantile(0.2) < (quietestClearDb ?? Number.NEGATIVE_INFINITY) ||
        clearancePhrase.quantile(0.5) < (medianClearDb ?? Number.NEGATIVE_INFINITY);
      const faults: AbstentionReason[] = reasons.filter((reason) => spoiled[reason]);
      if (restsOnPauses && pausesEcho && !faults.includes('reverberant')) faults.push('reverberant');
      if (noisy || buried) faults.unshift('too-noisy');
      // Frames around what was lost are left out of the windows, which may be empty for that.
      if (lost > mostLost) faults.push('audio-gaps');
      else if (have < need) faults.unshift(muted ? 'muted' : have === 0 ? 'no-speech' : 'too-little-data');
      return faults.length > 0 ? abstain(...faults) : measured(value(), quality);
    },
    ofTime(value) {
      if (observedSeconds < ENOUGH_OBSERVED_SECONDS) return abstain(muted ? 'muted' : 'too-little-data');
      if (noisy) return abstain('too-noisy');
      if (pausesEcho) return abstain('reverberant');
      if (gappyMinute.sum > TOO_MUCH_LOST * gappyMinute.count) return abstain('audio-gaps');
      return measured(value(), Math.min(1, observedSeconds / VOICE_WINDOWS.minute));
    },
    ofNow: (value) => (muted ? abstain('muted') : measured(value(), noisy ? 0.3 : 1)),
  };
}
