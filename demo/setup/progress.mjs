import { clearLine, cursorTo } from 'node:readline';

/**
 * What a step tells while it works, and how it ended where that is not simply "done".
 *
 * @typedef {{ update(text: string): void, conclude(outcome: string): void }} Progress
 */

/**
 * Runs one step of the set-up. A step that has nothing to do says nothing; one that works is
 * shown with what it does and how long it took. On a terminal the line is rewritten, elsewhere
 * a line is printed at most every ten seconds.
 *
 * @template T
 * @param {string} title
 * @param {(progress: Progress) => Promise<T>} work calls `update` as soon as there is something to do
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Promise<T>}
 */
export async function withProgress(title, work, stream = process.stderr) {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  let text = '';
  let outcome = 'done';
  let printedAt = Number.NEGATIVE_INFINITY;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const show = () => {
    const line = `${title}: ${text} (${seconds()} s)`;
    if (stream.isTTY) {
      clearLine(stream, 0);
      cursorTo(stream, 0);
      stream.write(line.slice(0, (stream.columns ?? 80) - 1));
    } else if (performance.now() - printedAt > 10_000) {
      printedAt = performance.now();
      stream.write(`${line}\n`);
    }
  };
  const finish = () => {
    clearInterval(timer);
    if (timer === undefined) return;
    if (stream.isTTY) {
      clearLine(stream, 0);
      cursorTo(stream, 0);
    }
    stream.write(`${title}: ${outcome} (${seconds()} s)\n`);
  };

  try {
    const result = await work({
      update(next) {
        text = next;
        timer ??= setInterval(show, 1000);
        show();
      },
      conclude(next) {
        outcome = next;
      },
    });
    finish();
    return result;
  } catch (error) {
    outcome = 'failed';
    finish();
    throw error;
  }
}
