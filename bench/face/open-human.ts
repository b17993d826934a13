import { type Config, Human } from '@vladmandic/human';
import type { Analyse } from './contender.ts';

/**
 * `@vladmandic/human` on WebAssembly with face mesh (with its irises, as the
 * landmarks of the other side have them) and emotion, everything else off.
 * `cached` is its default; `fresh` switches the cache off, so that every
 * picture is analysed.
 */
export async function openHuman(mode: 'fresh' | 'cached'): Promise<Analyse> {
  const settings: Partial<Config> = {
    backend: 'wasm',
    wasmPath: `${location.origin}/tfjs-wasm/`,
    modelBasePath: `${location.origin}/human-models/`,
    filter: { enabled: false },
    face: {
      enabled: true,
      mesh: { enabled: true },
      emotion: { enabled: true },
      description: { enabled: false },
    },
    body: { enabled: false },
    hand: { enabled: false },
    object: { enabled: false },
    gesture: { enabled: false },
    segmentation: { enabled: false },
    ...(mode === 'fresh' ? { cacheSensitivity: 0 } : {}),
  };
  const human = new Human(settings);
  await human.load();
  let canvas: OffscreenCanvas | null = null;
  return async (frame) => {
    canvas ??= new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
    canvas.getContext('2d', { willReadFrequently: true })?.drawImage(frame, 0, 0);
    const { face, error } = await human.detect(canvas);
    if (error !== null && error !== undefined) throw new Error(`human: ${error}`);
    if (face[0]?.emotion === undefined) throw new Error('human: no face in the recording');
  };
}
