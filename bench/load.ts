import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runLoad } from './load/run-load.ts';

// Many meetings on one node for a while: no error, no lost window, flat memory.

const { values } = parseArgs({
  options: {
    meetings: { type: 'string', default: '200' },
    people: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    json: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
/** More growth of the heap than this over the whole run, by least squares, is no flat memory. */
const flatWithin = 0.05;
const result = await runLoad({
  meetings: Number(values.meetings),
  people: Number(values.people),
  seconds: minutes * 60,
  windowSeconds: 10,
  collectSeconds: 3,
  watchHeap: true,
  onProgress: (line) => console.error(line),
});
const { errors, ...figures } = result;
console.log(figures);
console.log(
  `${errors.length} errors${errors.length > 0 ? `: ${[...new Set(errors)].slice(0, 5).join('; ')}` : ''}`,
);
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
const lost = result.windows - result.released;
const growth = (result.heap.bytesPerMinute * minutes) / result.heap.startBytes;
console.log(`the heap grew by ${(growth * 100).toFixed(1)} % (flat: at most ${flatWithin * 100} %)`);
if (errors.length > 0 || lost > 0 || result.lostViews > 0 || growth > flatWithin) process.exitCode = 1;
