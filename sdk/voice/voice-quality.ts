import { createCycleMarks } from './cycle-marks.ts';
import { createHarmonicity } from './harmonicity.ts';
import { jitterPercent } from './jitter.ts';
import { shimmerDb } from './shimmer.ts';
import { createSoundHistory } from './sound-history.ts';

/** Numbers that {@link VoiceQualityAnalyser.decide} writes: jitter in per cent, shimmer in dB, harmonics-to-noise ratio in dB. */
const VOICE_QUALITY_FIELDS = 3;

/** Describes how steady and how clear a voice is. Owns its buffers: one per stream. */
export interface VoiceQualityAnalyser {
  /** Takes the next 10 ms. */
  push(hop: Float32Array): void;
  /**
   * Takes the pitch (0 where unvoiced) decided for the hop whose middle is the
   * sample `middle` since the last reset; writes the {@link VOICE_QUALITY_FIELDS}
   * from `into[at]`, NaN where there is none.
   */
  decide(pitchHz: number, middle: number, into: Float64Array, at: number): void;
  /** Forgets the sound so far, as at a gap. */
  reset(): void;
}

/** Voicing without a break for this long is sustained: 100 ms. */
const SUSTAINED_HOPS = 10;
/** Half way into those the marks begin, past the onset. */
const BEGIN_HOPS_AGO = 5;
/** A value describes the cycles of at most this much time. */
const LOOK_BACK_SECONDS = 0.5;
/** Reaches back over half a sustained stretch, the tracker's latency and the longest cycles. */
const HISTORY_SECONDS = 0.2;
const HIGHEST_HZ = 530;

/**
 * Creates the analyser of jitter (local), shimmer (local, dB) and
 * harmonics-to-noise ratio by Praat's definitions, over the cycles of the last
 * half second of a voiced stretch that has lasted for 100 ms.
 */
export function createVoiceQualityAnalyser(sampleRateHz: number): VoiceQualityAnalyser {
  const sound = createSoundHistory(Math.ceil(HISTORY_SECONDS * sampleRateHz));
  const marks = createCycleMarks(Math.ceil(LOOK_BACK_SECONDS * HIGHEST_HZ));
  const harmonicity = createHarmonicity(sampleRateHz);
  const middles = new Float64Array(BEGIN_HOPS_AGO + 1);
  const periods = new Float64Array(BEGIN_HOPS_AGO + 1);
  const kept = middles.length;
  let run = 0;

  function follow(hop: number): void {
    const before = (hop + kept - 1) % kept;
    const now = hop % kept;
    marks.extend(
      sound,
      middles[before] as number,
      periods[before] as number,
      middles[now] as number,
      periods[now] as number,
    );
  }

  return {
    push: (hop) => sound.push(hop),
    reset() {
      sound.reset();
      marks.clear();
      run = 0;
    },
    decide(pitchHz, middle, into, at) {
      into.fill(Number.NaN, at, at + VOICE_QUALITY_FIELDS);
      if (pitchHz <= 0) {
        run = 0;
        return;
      }
      middles[run % kept] = middle;
      periods[run % kept] = sampleRateHz / pitchHz;
      run++;
      if (run < SUSTAINED_HOPS) return;
      const newest = run - 1;
      if (run === SUSTAINED_HOPS) {
        const first = newest - BEGIN_HOPS_AGO;
        marks.begin(sound, middles[first % kept] as number, periods[first % kept] as number);
        for (let hop = first + 1; hop < newest; hop++) follow(hop);
      }
      follow(newest);
      let from = 0;
      while (from < marks.count && (marks.times[from] as number) < middle - LOOK_BACK_SECONDS * sampleRateHz)
        from++;
      into[at] = jitterPercent(marks.times, from, marks.count);
      into[at + 1] = shimmerDb(marks.amplitudes, from, marks.count);
      into[at + 2] = harmonicity.measure(sound, middle, sampleRateHz / pitchHz);
    },
  };
}
