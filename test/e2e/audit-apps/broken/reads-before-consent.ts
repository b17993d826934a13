import { startHonestApp } from '../start-honest-app.ts';

/** Looks at the brightness of the camera's picture from the start, before anybody was asked. */
export async function readsBeforeConsent(): Promise<void> {
  const { ownVideo } = await startHonestApp();
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  setInterval(() => {
    context?.drawImage(ownVideo, 0, 0, 8, 8);
    context?.getImageData(0, 0, 8, 8);
  }, 200);
}
