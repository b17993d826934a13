import { expect, it } from 'vitest';
import { stillOf } from './show-pictures.ts';

it('tries the graphics card in a module worker, once the processor has been timed', async () => {
  const still = await stillOf('franck.mp4', 110);
  const pixels = still.getContext('2d')?.getImageData(0, 0, still.width, still.height);
  const worker = new Worker(new URL('./try-graphics.worker.ts', import.meta.url), { type: 'module' });
  try {
    const runners = await new Promise<readonly string[]>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ pixels });
    });
    expect(runners[0]).toBe('CPU');
    expect(new Set(runners)).toEqual(new Set(['CPU', 'GPU']));
  } finally {
    worker.terminate();
  }
});
