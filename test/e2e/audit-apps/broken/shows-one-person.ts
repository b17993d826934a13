import { startHonestApp } from '../start-honest-app.ts';

/** Shows a "group" of whoever is there. */
export async function showsOnePerson(): Promise<void> {
  const { groupView } = await startHonestApp();
  groupView.view = {
    kind: 'released',
    atSeconds: Date.now() / 1000,
    windowSeconds: 60,
    contributors: { atLeast: 1, atMost: 1 },
    k: 1,
    histograms: [],
  };
}
