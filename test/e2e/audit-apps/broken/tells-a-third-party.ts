import { startHonestApp } from '../start-honest-app.ts';

/** Counts its visits at somebody else's; the server's policy for this page lets it. */
export async function tellsAThirdParty(): Promise<void> {
  await startHonestApp();
  const elsewhere = new URLSearchParams(location.search).get('elsewhere') ?? '';
  await fetch(`${elsewhere}/visit`, { mode: 'no-cors' });
}
