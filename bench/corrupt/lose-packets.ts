import { createRandom } from '../random.ts';
import type { Corruption } from './corruption.ts';

const PACKET_SECONDS = 0.02;

/** Packets of 20 ms that a wireless microphone lost and nobody tells of: silence in their place, in bursts of about two. */
export const losePackets: Corruption = {
  name: 'packet-loss',
  severities: [2, 5, 10, 20, 30],
  unit: '% lost',
  apply(sound, percent) {
    const random = createRandom(1);
    const packet = Math.round(PACKET_SECONDS * sound.rateHz);
    const samples = sound.samples.slice();
    // A chain of two states (Gilbert 1960) that is left after two packets on average.
    const leave = 0.5;
    const enter = (leave * (percent / 100)) / (1 - percent / 100);
    let lost = false;
    for (let at = 0; at < samples.length; at += packet) {
      lost = random() < (lost ? 1 - leave : enter);
      if (lost) samples.fill(0, at, at + packet);
    }
    return { ...sound, samples };
  },
};
