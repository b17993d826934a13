import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { base64url, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJwtVerifier, type TokenVerifier } from '../../../sdk/server/call/create-jwt-verifier.ts';
import { TokenRefusal, type TokenRefusalReason } from '../../../sdk/server/call/token-refusal.ts';
import { refusalOf } from './refusal-of.ts';

const { publicKey, privateKey } = await generateKeyPair('ES256');
const other = await generateKeyPair('ES256');
const jwk = { ...(await exportJWK(publicKey)), kty: 'EC', kid: 'one', alg: 'ES256' };
const options = { algorithms: ['ES256'], issuer: 'https://call.example', audience: 'assent' } as const;
const verify = await createJwtVerifier({ ...options, key: jwk });

interface Made {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly seconds?: number;
  readonly issuer?: string;
  readonly audience?: string;
  readonly by?: typeof privateKey;
}

function issue(made: Made = {}): Promise<string> {
  const { claims = {}, header = {}, seconds = 60, by = privateKey } = made;
  return new SignJWT({ room: 'r', sub: 'ada', ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
    .setIssuer(made.issuer ?? options.issuer)
    .setAudience(made.audience ?? options.audience)
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(by);
}

function unsigned(header: unknown): string {
  return [header, { room: 'r', sub: 'ada', exp: 4_000_000_000, iss: options.issuer, aud: options.audience }]
    .map((part) => base64url.encode(JSON.stringify(part)))
    .join('.')
    .concat('.');
}

/** The public key as the secret of an HMAC: the classic confusion of algorithms. */
function confused(): Promise<string> {
  return new SignJWT({ room: 'r', sub: 'ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(options.issuer)
    .setAudience(options.audience)
    .setExpirationTime('1 m')
    .sign(new TextEncoder().encode(JSON.stringify(jwk)));
}

const refused: readonly (readonly [what: string, TokenRefusalReason, () => Promise<string> | string])[] = [
  ['that has expired', 'expired', () => issue({ seconds: -60 })],
  ['of another key', 'forged', () => issue({ by: other.privateKey })],
  ['for another service', 'audience', () => issue({ audience: 'billing' })],
  ['of another issuer', 'issuer', () => issue({ issuer: 'https://evil.example' })],
  ['for no room', 'room', () => issue({ claims: { room: '' } })],
  ['for a room of 257 characters', 'room', () => issue({ claims: { room: 'r'.repeat(257) } })],
  ['for nobody', 'identity', () => issue({ claims: { sub: 7 } })],
  ['that is not valid yet', 'not-yet-valid', () => issue({ claims: { nbf: 4_000_000_000 } })],
  ['without a signature', 'algorithm', () => unsigned({ alg: 'none' })],
  ['without a signature, written otherwise', 'algorithm', () => unsigned({ alg: 'NoNe' })],
  ['signed with the public key as a secret', 'algorithm', confused],
  ['with a header that must be understood', 'algorithm', () => unsigned({ alg: 'ES256', crit: ['x'], x: 1 })],
  ['that is too long', 'oversized', () => issue({ claims: { more: 'x'.repeat(9000) } })],
  ['that is empty', 'malformed', () => ''],
  ['that is no token', 'malformed', () => 'a.b.c'],
  ['that is nothing', 'malformed', () => undefined as never],
];

describe('tokens of any platform that signs them', () => {
  it('name meeting, participant and end', async () => {
    const { meetingId, participantId, expiresAt } = await verify(await issue());
    expect([meetingId, participantId]).toEqual(['r', 'ada']);
    expect(expiresAt % 1000).toBe(0);
    expect(expiresAt).toBeGreaterThan(Date.now());
  });

  it('may call their claims otherwise', async () => {
    const verifier = await createJwtVerifier({
      ...options,
      key: publicKey,
      meetingClaim: 'meeting',
      participantClaim: 'uid',
    });
    const token = await issue({ claims: { meeting: 'm', uid: 'u' } });
    expect(await verifier(token)).toMatchObject({ meetingId: 'm', participantId: 'u' });
  });

  it.each(refused)('%s is refused as %s', async (_what, reason, make) => {
    expect(await refusalOf(verify(await make()))).toBe(reason);
  });

  it('without an end are refused', async () => {
    const token = await new SignJWT({ room: 'r', sub: 'ada' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(options.issuer)
      .setAudience(options.audience)
      .sign(privateKey);
    expect(await refusalOf(verify(token))).toBe('claim');
  });

  it('are accepted unchanged or not at all', async () => {
    const token = await issue();
    const spare = token.lastIndexOf('.');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: spare - 1 }), fc.constantFrom(...'AZaz09-_.='), async (at, to) => {
        const text = token.slice(0, at) + to + token.slice(at + 1);
        fc.pre(text !== token);
        await expect(verify(text)).rejects.toBeInstanceOf(TokenRefusal);
      }),
      { numRuns: 500 },
    );
  });

  it('whatever claims they have, end in a meeting and a person or in a refusal by name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (room, sub) => {
        let token: string;
        try {
          token = await issue({ claims: { room, sub } });
        } catch {
          return fc.pre(false);
        }
        const answer = await verify(token).catch((error: unknown) => error);
        if (answer instanceof TokenRefusal) return;
        expect(answer).toMatchObject({ meetingId: room, participantId: sub });
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    [/^key:/, { ...options }],
    [/^key:/, { ...options, key: jwk, jwksUrl: 'https://call.example/keys' }],
    [/^jwksUrl:/, { ...options, jwksUrl: 'keys' }],
    [/^algorithms:/, { ...options, key: jwk, algorithms: [] }],
    [/^algorithms:/, { ...options, key: jwk, algorithms: ['none'] }],
    [/^issuer:/, { ...options, key: jwk, issuer: '' }],
    [/^audience:/, { ...options, key: jwk, audience: undefined as never }],
    [/^clockToleranceSeconds:/, { ...options, key: jwk, clockToleranceSeconds: -1 }],
  ])('an option that is wrong is named: %s', async (message, wrong) => {
    await expect(createJwtVerifier(wrong)).rejects.toThrow(message);
  });
});

describe('keys that the issuer publishes', () => {
  let server: Server;
  let byUrl: TokenVerifier;
  let answer: { readonly status: number; readonly keys: readonly JWK[] } = { status: 200, keys: [jwk] };

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: answer.keys }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    byUrl = await open();
  });
  afterAll(() => server.close());
  const open = () =>
    createJwtVerifier({ ...options, jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });

  it('verify tokens', async () => {
    expect(await byUrl(await issue())).toMatchObject({ meetingId: 'r', participantId: 'ada' });
  });

  it('that are not among them are refused by name', async () => {
    expect(await refusalOf(byUrl(await issue({ header: { kid: 'two' }, by: other.privateKey })))).toBe(
      'unknown-key',
    );
    expect(await refusalOf(byUrl(await issue({ by: other.privateKey })))).toBe('forged');
  });

  it('that cannot be had say so, and do not call the token forged', async () => {
    answer = { status: 503, keys: [] };
    expect(await refusalOf((await open())(await issue()))).toBe('keys-unavailable');
    answer = { status: 200, keys: [jwk] };
  });
});
