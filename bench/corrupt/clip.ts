import type { Corruption } from './corruption.ts';

/** A microphone's gain set so high that a share of all samples is at full scale. */
export const clip: Corruption = {
  name: 'clipping',
  severities: [0.5, 2, 5, 10, 20],
  unit: '% clipped',
  apply(sound, percent) {
    const sizes = sound.samples.map(Math.abs).sort();
    const limit = sizes[Math.floor((1 - percent / 100) * (sizes.length - 1))] ?? 1;
    return {
      ...sound,
      samples: sound.samples.map((sample) => Math.max(-1, Math.min(1, sample / Math.max(limit, 1e-6)))),
    };
  },
};
