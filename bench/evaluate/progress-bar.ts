const WIDTH = 28;
const LINE_EVERY_MILLISECONDS = 10_000;

/** Shows how far a run is: a bar that moves on a terminal, a line now and then elsewhere. */
export function createProgressBar(title: string): (done: number, of: number) => void {
  const begun = performance.now();
  let shownAt = begun;
  return (done, of) => {
    const now = performance.now();
    const isTerminal = process.stderr.isTTY === true;
    if (!isTerminal && now - shownAt < LINE_EVERY_MILLISECONDS) return;
    shownAt = now;
    const filled = Math.round((done / Math.max(1, of)) * WIDTH);
    const left = done === 0 ? '' : `, ${Math.ceil(((now - begun) / 1000 / done) * (of - done))} s left`;
    const bar = `${title.padEnd(22)} [${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done} of ${of}${left}`;
    if (isTerminal) process.stderr.write(`\r\u001b[2K${bar}${done >= of ? '\n' : ''}`);
    else process.stderr.write(`${bar}\n`);
  };
}
