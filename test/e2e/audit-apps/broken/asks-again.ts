import { startHonestApp } from '../start-honest-app.ts';

/** Takes no for "not yet". */
export async function asksAgain(): Promise<void> {
  const { prompt } = await startHonestApp();
  prompt.addEventListener('assent-decide', ({ detail }) => {
    if (detail.given.length > 0) return;
    setTimeout(() => {
      prompt.open = true;
    }, 700);
  });
}
