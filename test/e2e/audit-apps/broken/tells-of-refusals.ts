import { startHonestApp } from '../start-honest-app.ts';

/** Lets its server know who said no. */
export async function tellsOfRefusals(): Promise<void> {
  const { prompt, socket } = await startHonestApp();
  prompt.addEventListener('assent-decide', ({ detail }) => {
    if (detail.given.length === 0) socket.send(JSON.stringify({ type: 'declined' }));
  });
}
