import { describe, expect, it } from 'vitest';
import { ROW, ROW_LENGTH } from '../../sdk/voice/frame-row.ts';
import { createRowBatches } from '../../sdk/voice/row-batches.ts';

/** Pushes a row each 10 ms, `late[i]` seconds late; gives the times of each message's rows. */
function messagesOf(late: readonly number[]): number[][] {
  const messages: number[][] = [];
  const batches = createRowBatches((rows) => {
    const times: number[] = [];
    for (let at = 0; at < rows.length; at += ROW_LENGTH) times.push(rows[at + ROW.atSeconds] as number);
    messages.push(times);
  });
  const row = new Float64Array(ROW_LENGTH);
  for (const [index, lateSeconds] of late.entries()) batches.push(row, index, lateSeconds);
  return messages;
}

describe('the hand-over of rows', () => {
  it('gives each row by itself while sound comes in time', () => {
    expect(messagesOf([0, 0.01, 0, 0.01])).toEqual([[0], [1], [2], [3]]);
  });

  it('gives four in one where sound comes late', () => {
    expect(messagesOf(new Array<number>(8).fill(0.05))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  it('lets none wait that is in time, nor those that waited', () => {
    expect(messagesOf([0.05, 0.05, 0, 0.05, 0])).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });
});
