import { startHonestApp } from '../start-honest-app.ts';

/** Its stop takes the indicator away and lets the session run on. */
export async function keepsMeasuring(): Promise<void> {
  await startHonestApp({ withdraw: ({ indicator }) => indicator.remove() });
}
