import { median } from '../../../bench/call/median.ts';
import { until } from './until.ts';

/** The middle of a signal's next twenty different values: a single one may lie anywhere in its range. */
export async function middleOf(
  what: string,
  read: () => Promise<number | null | undefined>,
): Promise<number> {
  const values: number[] = [];
  await until(`twenty values of ${what}`, async () => {
    const value = (await read()) ?? null;
    if (value !== null && value !== values.at(-1)) values.push(value);
    return values.length >= 20;
  });
  return median(values);
}
