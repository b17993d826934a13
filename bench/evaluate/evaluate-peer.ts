import { resolve } from 'node:path';
import { type Assessment, type DimensionEstimate, readLabels } from './assessment.ts';
import { existing } from './evaluate-face.ts';
import { expressionFigures } from './expression-figures.ts';
import type { OpenHarness } from './open-harness.ts';
import type { Corruption, PeerAnswer, PeerName } from './page/harness.ts';
import { need } from './read-manifest.ts';
import type { Task } from './task.ts';

/**
 * Pleasure and arousal of the categories that the peers know, as rated by
 * people (Russell & Mehrabian 1977, *Evidence for a Three-Factor Theory of
 * Emotions*), so that their shares become the same two dimensions.
 */
const dimensions: Readonly<Record<string, { readonly valence: number; readonly arousal: number }>> = {
  neutral: { valence: 0, arousal: 0 },
  happy: { valence: 0.81, arousal: 0.51 },
  surprise: { valence: 0.4, arousal: 0.67 },
  angry: { valence: -0.51, arousal: 0.59 },
  disgust: { valence: -0.6, arousal: 0.35 },
  fear: { valence: -0.64, arousal: 0.6 },
  sad: { valence: -0.63, arousal: -0.27 },
};

/** Shows the same pictures to another package; its share of "happy" is its score of a smile. */
export function createPeerTask(
  peer: PeerName,
  harness: OpenHarness,
  corruption: Corruption | null,
): Task<Assessment> {
  return {
    usesNetwork: false,
    column: 'image',
    async measure(row, { folder }) {
      const labels = readLabels(row);
      const file = await existing(resolve(folder, need(row, 'image')));
      const answer = await harness.ask(peer, harness.offer(file), corruption);
      return {
        labels,
        smile: answer === null ? null : (answer.happy ?? 0),
        valence: expected(answer, 'valence'),
        arousal: expected(answer, 'arousal'),
        shortfalls: answer === null ? ['no-face'] : [],
        hadBaseline: false,
      };
    },
    figures: expressionFigures,
  };
}

/** The mean over its categories; it says nothing of its own error. */
function expected(answer: PeerAnswer, dimension: 'valence' | 'arousal'): DimensionEstimate | null {
  if (answer === null) return null;
  let [sum, shares] = [0, 0];
  for (const [category, share] of Object.entries(answer)) {
    const rated = dimensions[category];
    if (rated === undefined) continue;
    sum += share * rated[dimension];
    shares += share;
  }
  return { value: shares > 0 ? sum / shares : 0, deviation: null };
}
