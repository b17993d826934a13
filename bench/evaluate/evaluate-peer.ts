import { resolve } from 'node:path';
import { type Assessment, type DimensionEstimate, readLabels } from './assessment.ts';
import { spanOf } from './evaluate-clip.ts';
import { existing } from './evaluate-face.ts';
import { expressionFigures } from './expression-figures.ts';
import type { OpenHarness } from './open-harness.ts';
import type { PeerAnswer, PeerName } from './page/harness.ts';
import { type ManifestRow, need } from './read-manifest.ts';
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

type Shares = NonNullable<PeerAnswer>;

/**
 * Shows the same pictures to another package; its share of "happy" is its score of a smile. Of a clip it is shown
 * every picture that Assent is, and the mean counts over those in which it finds a face.
 */
export function createPeerTask(
  peer: PeerName,
  harness: OpenHarness,
  column: 'image' | 'video',
): Task<Assessment> {
  const ask = async (row: ManifestRow, url: string): Promise<readonly PeerAnswer[]> =>
    column === 'video'
      ? await harness.askClip(peer, { url, corruption: null, ...spanOf(row) })
      : [await harness.ask(peer, url, null)];
  return {
    usesNetwork: false,
    column,
    async measure(row, { folder }) {
      const labels = readLabels(row);
      const file = await existing(resolve(folder, need(row, column)));
      const answers = (await ask(row, harness.offer(file))).filter((answer) => answer !== null);
      const estimate = (dimension: 'valence' | 'arousal'): DimensionEstimate | null => {
        const value = meanOf(answers, (shares) => expected(shares, dimension));
        // It says nothing of its own error.
        return value === null ? null : { value, deviation: null };
      };
      return {
        labels,
        smile: meanOf(answers, ({ happy }) => happy ?? 0),
        valence: estimate('valence'),
        arousal: estimate('arousal'),
        shortfalls: answers.length === 0 ? ['no-face'] : [],
        hadBaseline: false,
      };
    },
    figures: expressionFigures,
  };
}

function meanOf(answers: readonly Shares[], value: (shares: Shares) => number): number | null {
  if (answers.length === 0) return null;
  return answers.reduce((sum, shares) => sum + value(shares), 0) / answers.length;
}

/** The mean over its categories. */
function expected(answer: Shares, dimension: 'valence' | 'arousal'): number {
  let [sum, shares] = [0, 0];
  for (const [category, share] of Object.entries(answer)) {
    const rated = dimensions[category];
    if (rated === undefined) continue;
    sum += share * rated[dimension];
    shares += share;
  }
  return shares > 0 ? sum / shares : 0;
}
