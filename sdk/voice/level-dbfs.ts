import rms from 'meyda/dist/node/extractors/rms.js';

/** What is lower is said as this. */
const lowestDbfs = -120;

/**
 * Root mean square of a window without its mean, relative to a full-scale sine
 * wave (AES17), in dB; -120 at the least. The root mean square is Meyda's pure
 * extractor; the mean is taken out here, since a microphone's offset is no sound.
 */
export function levelDbfs(window: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < window.length; i++) sum += window[i] as number;
  const variance = rms({ signal: window }) ** 2 - (sum / window.length) ** 2;
  return Math.max(lowestDbfs, 10 * Math.log10(2 * Math.max(variance, 0) + 1e-13));
}
