import { parseArgs } from 'node:util';
import type { PictureSize } from './enlarge-footage.ts';

/** How `npm run bench:face` is run. */
export interface FaceBenchOptions {
  /** Of the memory's run; 0 leaves it out. */
  readonly minutes: number;
  /** Of each contender's turn. */
  readonly seconds: number;
  readonly rounds: number;
  readonly picture: PictureSize;
  /** Where to write the result. */
  readonly json: string | null;
}

/**
 * Reads the command line.
 *
 * @throws TypeError naming the option that is wrong.
 */
export function readOptions(args: readonly string[]): FaceBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '2' },
      picture: { type: 'string', default: '640x480' },
      json: { type: 'string' },
    },
  });
  return {
    minutes: readNumber('minutes', values.minutes, 0),
    seconds: readNumber('seconds', values.seconds, 1),
    rounds: readNumber('rounds', values.rounds, 1),
    picture: readSize(values.picture),
    json: values.json ?? null,
  };
}

function readNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && Number.isFinite(value))) {
    throw new TypeError(`--${option} ${text}: expected a number, ${least} or more`);
  }
  return value;
}

/** I420 has half of each side for its colours. */
function readSize(text: string): PictureSize {
  const [width = 0, height = 0] = /^(\d+)x(\d+)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (width === 0 || height === 0 || width % 2 === 1 || height % 2 === 1) {
    throw new TypeError(`--picture ${text}: expected an even width and height, such as 640x480`);
  }
  return { width, height };
}
