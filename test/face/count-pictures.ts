import type { CountedWorkers } from './counted-workers.ts';

/** Pictures that a worker got, and how many of them it has not closed. */
export interface PictureCount {
  readonly taken: number;
  readonly open: number;
}

/**
 * Makes the next workers count the pictures that reach them, by stream or by
 * message, and those that they close; the function answers with the newest word of the last worker.
 */
export function countPictures(workers: CountedWorkers): () => Promise<PictureCount> {
  const channel = `pictures-${crypto.randomUUID()}`;
  const counting = `
    const open = new Set();
    let taken = 0;
    const word = new BroadcastChannel(${JSON.stringify(channel)});
    const tell = () => word.postMessage({ taken, open: open.size });
    const take = (value) => {
      if (!(value instanceof VideoFrame || value instanceof ImageBitmap)) return;
      taken += 1;
      open.add(value);
      tell();
    };
    const read = ReadableStreamDefaultReader.prototype.read;
    ReadableStreamDefaultReader.prototype.read = async function () {
      const result = await read.call(this);
      take(result.value);
      return result;
    };
    for (const kind of [VideoFrame, ImageBitmap]) {
      const close = kind.prototype.close;
      kind.prototype.close = function () { if (open.delete(this)) tell(); close.call(this); };
    }
    addEventListener('message', ({ data }) => take(data?.image));
  `;
  let newest: PictureCount | null = null;
  const word = new BroadcastChannel(channel);
  word.onmessage = ({ data }) => {
    newest = data;
  };
  workers.redirect((url) => {
    const modules = [
      `data:text/javascript,${encodeURIComponent(counting)}`,
      new URL(url, location.href).href,
    ];
    const source = modules.map((module) => `import ${JSON.stringify(module)};`).join('\n');
    return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  });
  return async () => {
    // What the worker said last may still be on its way.
    await new Promise((resolve) => setTimeout(resolve, 250));
    word.close();
    if (newest === null) throw new Error('the worker never said how many pictures it took');
    return newest;
  };
}
