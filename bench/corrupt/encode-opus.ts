import { Decoder, Encoder } from '@evan/opus';
import type { Corruption } from './corruption.ts';

const PACKET_SECONDS = 0.02;
/** OPUS_GET_LOOKAHEAD; the package's own getter asks for another. */
const LOOK_AHEAD_REQUEST = 4027;
const RATES = [8000, 12_000, 16_000, 24_000, 48_000] as const;

/** Speech through libopus and back, as a headset's or a relay's link does it: 20 ms packets at a constant bit rate. */
export const encodeOpus: Corruption = {
  name: 'opus',
  severities: [24, 16, 12, 8, 6],
  unit: 'kbit/s',
  apply(sound, kilobits) {
    const rateHz = RATES.find((rate) => rate === sound.rateHz);
    if (rateHz === undefined) throw new Error(`Opus has no rate of ${sound.rateHz} Hz`);
    const encoder = new Encoder({ channels: 1, sample_rate: rateHz, application: 'voip' });
    encoder.bitrate = 1000 * kilobits;
    encoder.vbr = false;
    const decoder = new Decoder({ channels: 1, sample_rate: rateHz });
    const packet = Math.round(PACKET_SECONDS * rateHz);
    // What the encoder looks ahead comes out late; taken off, the two sounds lie on one another.
    const late = encoder.ctl(LOOK_AHEAD_REQUEST);
    const decoded = new Float32Array(sound.samples.length + 2 * packet);
    for (let at = 0; at < sound.samples.length + late; at += packet) {
      const pcm = Int16Array.from({ length: packet }, (_, i) =>
        Math.max(-32_768, Math.min(32_767, Math.round(32_768 * (sound.samples[at + i] ?? 0)))),
      );
      // The bytes may lie anywhere in the decoder's memory: a copy lies at an even place.
      const bytes = decoder.decode(encoder.encode(pcm)).slice();
      const samples = new Int16Array(bytes.buffer, 0, bytes.length / 2);
      for (let i = 0; i < samples.length && at + i < decoded.length; i++)
        decoded[at + i] = (samples[i] as number) / 32_768;
    }
    return { rateHz, samples: decoded.slice(late, late + sound.samples.length) };
  },
};
