import type { VoiceFrame } from '../../sdk/vocabulary.ts';
import { readVoiceFrame } from '../../sdk/voice/frame-row.ts';
import type { JoinedActivity } from '../../sdk/voice/joined-activity.ts';
import { PITCH_WINDOW } from '../../sdk/voice/pitch-candidates.ts';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import { createVoiceAnalyser } from '../../sdk/voice/voice-analyser.ts';
import type { Sound } from './sound.ts';

/** Frames of a recording, one per {@link FRAME_SECONDS}, the first at 0 s, and what they cost. */
export interface Analysis {
  readonly frames: readonly VoiceFrame[];
  readonly durationSeconds: number;
  /** Processing time over duration. */
  readonly realTimeFactor: number;
}

/** Distance of frames. */
export const FRAME_SECONDS = 0.01;

/**
 * Silence around the recording, so that there are frames from its first moment to its last, and
 * their middles lie at whole hundredths of a second: a reference's moments are such.
 */
const PADDING_SECONDS: number = 0.12 - PITCH_WINDOW / 2 / 16_000;

/**
 * Runs the shipped analysis over a recording as over a live track, in chunks of
 * about 10 ms; the only difference is that it waits for the network. `joined` is for who fits it.
 */
export async function analyseSound(
  { samples, rateHz }: Sound,
  network: SpeechNetwork | null,
  joined?: JoinedActivity,
): Promise<Analysis> {
  const frames: VoiceFrame[] = [];
  const begun = performance.now();
  const analyser = createVoiceAnalyser(rateHz, (row) => frames.push(readVoiceFrame(row, 0, false)), joined);
  const before = Math.round((PADDING_SECONDS - analyser.delaySeconds) * rateHz);
  network?.reset();
  if (network !== null)
    analyser.listenWith(network, (cause) => {
      throw cause;
    });
  const chunk = new Float32Array(Math.round(FRAME_SECONDS * rateHz));
  for (let at = -before; at < samples.length + before; at += chunk.length) {
    for (let i = 0; i < chunk.length; i++) chunk[i] = samples[at + i] ?? 0;
    analyser.push(chunk, chunk.length, at / rateHz, 0);
    if (network !== null) await analyser.settled();
  }
  const durationSeconds = samples.length / rateHz;
  return {
    frames: frames.filter(({ atSeconds }) => atSeconds > -FRAME_SECONDS / 2 && atSeconds < durationSeconds),
    durationSeconds,
    realTimeFactor: (performance.now() - begun) / 1000 / durationSeconds,
  };
}
