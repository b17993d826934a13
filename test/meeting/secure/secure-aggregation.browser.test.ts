import { expect, test } from 'vitest';
import { startMeeting, sumOf } from './secure-meeting.ts';

test('a real browser’s WebCrypto plays all rounds: the sum is exact, with drop-outs and over two epochs', async () => {
  const meeting = await startMeeting(13);
  const gone = ['p01', 'p06', 'p12'];
  const ids = meeting.participants.map(({ id }) => id);
  const rest = ids.filter((id) => !gone.includes(id));
  const roster = await meeting.freeze();
  expect(await meeting.window(roster, 1)).toEqual({
    kind: 'summed',
    sum: sumOf(meeting, 1, ids),
    contributors: new Set(ids),
  });
  const later = await meeting.freeze();
  expect(await meeting.window(later, 2, { lost: { MaskedInputCollection: gone } })).toEqual({
    kind: 'summed',
    sum: sumOf(meeting, 2, rest),
    contributors: new Set(rest),
  });
  expect(meeting.participants.flatMap(({ refusals }) => refusals)).toEqual([]);
});

test('no private key of the protocol can be exported in a browser', async () => {
  const exported: string[] = [];
  const generated: CryptoKeyPair[] = [];
  const original = crypto.subtle.generateKey.bind(crypto.subtle);
  Object.defineProperty(crypto.subtle, 'generateKey', {
    configurable: true,
    async value(...options: Parameters<SubtleCrypto['generateKey']>) {
      const pair = await original(...options);
      if ('privateKey' in pair) generated.push(pair);
      return pair;
    },
  });
  try {
    const meeting = await startMeeting(8);
    await meeting.window(await meeting.freeze(), 1);
  } finally {
    Reflect.deleteProperty(crypto.subtle, 'generateKey');
  }
  for (const { privateKey } of generated) {
    await crypto.subtle.exportKey('pkcs8', privateKey).then(
      () => exported.push(privateKey.algorithm.name),
      () => {},
    );
  }
  // Of each participant: its signing key, c^SK and s^SK; and the issuer's key.
  expect(generated).toHaveLength(8 * 3 + 1);
  expect(exported).toEqual([]);
});
