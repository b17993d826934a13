import { expect, it } from 'vitest';
import { verifyNotice } from '../../sdk/consent/create-notice.ts';
import { exampleNotice } from './example-notice.ts';

it('hashes in a browser to what Node hashes to', async () => {
  const notice = await exampleNotice();
  expect(notice.sha256).toBe('GOLDEN');
  expect(await verifyNotice(notice)).toBe(true);
});
