import { beforeAll, describe, expect, it } from 'vitest';
import { readSound } from '../../bench/evaluate/read-sound.ts';
import { goldenSpeech } from '../../bench/golden/golden-speech.ts';
import { loadSpeechNetwork } from '../../bench/load-speech-network.ts';
import { ROW } from '../../sdk/voice/frame-row.ts';
import type { SpeechNetwork } from '../../sdk/voice/speech-network.ts';
import { createVoiceAnalyser } from '../../sdk/voice/voice-analyser.ts';
import { concat, noise } from './signals.ts';

const RATE = 16_000;
const HOP = 160;
const BLOCK_SECONDS = 0.032;

/** Runs a sound through the analyser with the shipped network; tells when it was asked, and what the rows say. */
async function listen(network: SpeechNetwork, sound: Float32Array) {
  const askedAtSeconds: number[] = [];
  const rows: { atSeconds: number; speech: number }[] = [];
  let at = 0;
  network.reset();
  const analyser = createVoiceAnalyser(RATE, (row) =>
    rows.push({ atSeconds: row[ROW.atSeconds] as number, speech: row[ROW.speechProbability] as number }),
  );
  analyser.listenWith(
    {
      reset: () => network.reset(),
      infer(samples) {
        askedAtSeconds.push(at / RATE);
        return network.infer(samples);
      },
    },
    (cause) => {
      throw cause;
    },
  );
  for (; at + HOP <= sound.length; at += HOP) {
    analyser.push(sound.subarray(at, at + HOP), HOP, at / RATE, 0);
    await analyser.settled();
  }
  return { askedAtSeconds, rows };
}

describe('the gate before the speech network', () => {
  let network: SpeechNetwork;
  let speech: Float32Array = new Float32Array(0);
  beforeAll(async () => {
    network = await loadSpeechNetwork();
    const file = goldenSpeech().find(({ name }) => name === 'jfk.wav')?.file ?? 'jfk.wav';
    speech = (await readSound(file)).samples;
  }, 60_000);

  it('asks it about nothing in a quiet room, once the room is known', async () => {
    const { askedAtSeconds, rows } = await listen(network, noise(8 * RATE, 0.0003));
    expect(askedAtSeconds.filter((seconds) => seconds > 1.5)).toEqual([]);
    expect(rows.filter(({ atSeconds }) => atSeconds > 1.5).every(({ speech: p }) => p < 0.5)).toBe(true);
  });

  it('asks it about speech from its first moment, whatever the silence before it', async () => {
    const quiet = noise(4 * RATE, 0.0003);
    const { askedAtSeconds } = await listen(network, concat(quiet, speech.subarray(RATE / 2, 4 * RATE)));
    const asked = askedAtSeconds.filter((seconds) => seconds > 2);
    expect(asked[0]).toBeGreaterThan(3.9);
    expect(asked[0]).toBeLessThan(4.1);
    expect(asked.length).toBeGreaterThan(0.9 * (3.5 / BLOCK_SECONDS));
  });
});
