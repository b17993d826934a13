import { startHonestApp } from '../start-honest-app.ts';

/** Has an indicator, behind something else. */
export async function hidesTheIndicator(): Promise<void> {
  await startHonestApp();
  const cover = document.createElement('div');
  cover.className = 'cover';
  document.querySelector('#top')?.append(cover);
}
