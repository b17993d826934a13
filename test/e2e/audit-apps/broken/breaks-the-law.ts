import { startHonestApp } from '../start-honest-app.ts';

/** At work in the EU, it asks for consent to estimates of emotion by voice and face. */
export async function breaksTheLaw(): Promise<void> {
  const { prompt } = await startHonestApp({
    deployment: { context: 'workplace', jurisdictions: ['DE'] },
  });
  prompt.scopes = [...prompt.scopes, { modality: 'face', purpose: 'self-view', tier: 'affect' }];
  // The session's own ledger would refuse the decision; this app keeps it from hearing of that scope.
  prompt.addEventListener(
    'assent-decide',
    (event) =>
      Object.assign(event.detail, { given: event.detail.given.filter(({ tier }) => tier === 'behaviour') }),
    { capture: true },
  );
}
