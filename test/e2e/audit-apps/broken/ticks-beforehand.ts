import { startHonestApp } from '../start-honest-app.ts';

/** Tells the prompt that everything was agreed to already. */
export async function ticksBeforehand(): Promise<void> {
  const { prompt } = await startHonestApp();
  prompt.states = prompt.scopes.map((scope) => ({ scope, state: 'given', atSeconds: Date.now() / 1000 }));
}
