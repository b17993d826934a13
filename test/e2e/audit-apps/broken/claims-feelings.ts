import { startHonestApp } from '../start-honest-app.ts';

/** Makes a person's feeling of a number. */
export async function claimsFeelings(): Promise<void> {
  const { onSignal } = await startHonestApp();
  const line = document.createElement('p');
  document.querySelector('#stage')?.prepend(line);
  onSignal(() => {
    line.textContent = 'You seem happy (87 %)';
  });
}
