import { ROW, ROW_LENGTH } from './frame-row.ts';

/** Hands rows over, each by itself as long as nothing is late. */
export interface RowBatches {
  /** Takes a finished row (copied), its capture time, and how late the sound that finished it arrived, in seconds. */
  push(row: Float64Array, atSeconds: number, lateSeconds: number): void;
}

/** Sound that comes later than this tells of a machine with too much to do: a device's own rhythm explains half of it. */
const LATE_SECONDS = 0.02;
/** Rows in a message then: eight participants of one page fill its main thread with a message each (`npm run bench -- eight`). */
const LATE_ROWS = 4;

/**
 * Creates the hand-over. `post` gets one row or a few, one after another; what it gets is reused
 * after it returns.
 */
export function createRowBatches(post: (rows: Float64Array<ArrayBuffer>) => void): RowBatches {
  const rows = new Float64Array(LATE_ROWS * ROW_LENGTH);
  let count = 0;
  return {
    push(row, atSeconds, lateSeconds) {
      const at = count * ROW_LENGTH;
      rows.set(row, at);
      rows[at + ROW.atSeconds] = atSeconds;
      count += 1;
      if (lateSeconds > LATE_SECONDS && count < LATE_ROWS) return;
      post(count === LATE_ROWS ? rows : rows.slice(0, count * ROW_LENGTH));
      count = 0;
    },
  };
}
