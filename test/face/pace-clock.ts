import type { CountedWorkers } from './counted-workers.ts';

/** Makes the next workers' clock run so many times as fast from then on; resolves once the worker has heard. */
export type PaceClock = (factor: number) => Promise<void>;

/** Gives the next workers a clock that the test paces: what takes long and what does not is then no matter of the machine. */
export function paceClock(workers: CountedWorkers): PaceClock {
  const name = `clock-${crypto.randomUUID()}`;
  const pacing = `
    const real = performance.now.bind(performance);
    let [factor, read, shown] = [1, real(), real()];
    performance.now = () => {
      const now = real();
      shown += factor * (now - read);
      read = now;
      return shown;
    };
    const word = new BroadcastChannel(${JSON.stringify(name)});
    word.onmessage = ({ data }) => {
      performance.now();
      factor = data;
      word.postMessage('heard');
    };
  `;
  workers.redirect((url) => {
    const modules = [`data:text/javascript,${encodeURIComponent(pacing)}`, new URL(url, location.href).href];
    const source = modules.map((module) => `import ${JSON.stringify(module)};`).join('\n');
    return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  });
  return (factor) =>
    new Promise((resolve) => {
      const word = new BroadcastChannel(name);
      word.onmessage = () => {
        word.close();
        resolve();
      };
      word.postMessage(factor);
    });
}
