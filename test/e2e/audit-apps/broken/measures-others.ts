import { startHonestApp } from '../start-honest-app.ts';

/** Once its own participant agreed, it takes pictures of the other one as well. */
export async function measuresOthers(): Promise<void> {
  const { onSignal, otherVideo } = await startHonestApp();
  onSignal(() => {
    createImageBitmap(otherVideo).then(
      (picture) => picture.close(),
      () => undefined,
    );
  });
}
