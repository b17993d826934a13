import { expect, it } from 'vitest';
import { verifyNotice } from '../../sdk/consent/create-notice.ts';
import { exampleNotice } from './example-notice.ts';

it('hashes in a browser to what Node hashes to', async () => {
  const notice = await exampleNotice();
  expect(notice.sha256).toBe('f570d56936d1d4631a9f404da2798fb75ec8f737f899e75ebfdff76127e545b3');
  expect(await verifyNotice(notice)).toBe(true);
});
