import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../sdk/integrity/base64url.ts';
import { canonicalText } from '../../sdk/integrity/canonical-text.ts';
import { sha256Hex } from '../../sdk/integrity/sha256-hex.ts';
import { createSigningKey } from '../../sdk/integrity/signing-key.ts';
import { verifySignature } from '../../sdk/integrity/verify-signature.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('base64url', () => {
  it('is what Node writes, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(['a', 'ab=', 'a+bc', 'ab\n', 'AB', 'ü'])('refuses %j', (text) => {
    expect(fromBase64Url(text)).toBeNull();
  });
});

describe('canonicalText', () => {
  it('sorts keys and refuses what JSON has no word for', () => {
    expect(canonicalText({ b: 1, a: [true, null] }, 'x')).toBe('{"a":[true,null],"b":1}');
    for (const value of [undefined, Number.NaN, '\ud800', { a: Number.POSITIVE_INFINITY }]) {
      expect(() => canonicalText(value, 'thing')).toThrow(/^thing: /);
    }
  });
});

describe('sha256Hex', () => {
  it('is what Node computes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
    );
  });

  it('says so where WebCrypto is missing', async () => {
    vi.stubGlobal('crypto', {});
    await expect(sha256Hex('x')).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('signing keys', () => {
  it('sign what verifies, and nothing else does', async () => {
    const [key, other] = await Promise.all([createSigningKey(), createSigningKey()]);
    const signature = await key.sign('the text');
    expect(await verifySignature(key.publicKey, 'the text', signature)).toBe(true);
    expect(await verifySignature(key.publicKey, 'the texT', signature)).toBe(false);
    expect(await verifySignature(other.publicKey, 'the text', signature)).toBe(false);
    expect(await verifySignature(key.publicKey, 'the text', `${signature}A`)).toBe(false);
    expect(await verifySignature({ ...key.publicKey, x: 'AA' }, 'the text', signature)).toBe(false);
    expect(await verifySignature(key.publicKey, 'the text', '')).toBe(false);
  });

  it('are ES256 as the rest of the world knows it (jose verifies them as a JWS)', async () => {
    const key = await createSigningKey();
    const signed = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.${Buffer.from('hello').toString('base64url')}`;
    const { payload } = await compactVerify(
      `${signed}.${await key.sign(signed)}`,
      await importJWK({ ...key.publicKey }, 'ES256'),
    );
    expect(new TextDecoder().decode(payload)).toBe('hello');
    expect(await calculateJwkThumbprint({ ...key.publicKey })).toMatch(/^[\w-]{43}$/);
  });
});
