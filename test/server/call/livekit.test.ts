import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { AccessToken, RoomServiceClient, type VideoGrant } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { createLiveKitRoster } from '../../../sdk/server/call/create-livekit-roster.ts';
import { createLiveKitVerifier } from '../../../sdk/server/call/create-livekit-verifier.ts';
import { TokenRefusal } from '../../../sdk/server/call/token-refusal.ts';
import { refusalOf } from './refusal-of.ts';

const key = 'APIkey';
const secret = randomBytes(32).toString('hex');
const verify = await createLiveKitVerifier({ keys: { [key]: secret } });

/** A token as LiveKit's own server SDK issues it. */
async function issue(
  grant: VideoGrant,
  { identity = 'ada', ttl = '10m', by = secret, as = key, kind = '' } = {},
): Promise<string> {
  const token = new AccessToken(as, by, { identity, ttl });
  token.addGrant(grant);
  if (kind !== '') token.kind = kind as 'agent';
  return await token.toJwt();
}

/** Claims of such a token, signed by hand where the SDK would refuse to. */
const signed = (claims: Record<string, unknown>): Promise<string> =>
  new SignJWT({ video: { roomJoin: true, room: 'r' }, sub: 'ada', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(key)
    .sign(new TextEncoder().encode(secret));
const soon = (): number => Math.floor(Date.now() / 1000) + 60;

describe('LiveKit’s access tokens', () => {
  it('name room, participant and end of a token that the real SDK issued', async () => {
    const { meetingId, participantId, expiresAt } = await verify(await issue({ roomJoin: true, room: 'r' }));
    expect([meetingId, participantId]).toEqual(['r', 'ada']);
    expect(Math.abs(expiresAt - Date.now() - 600_000)).toBeLessThan(10_000);
  });

  it.each([
    ['of another secret', 'forged', () => issue({ roomJoin: true, room: 'r' }, { by: 'x'.repeat(32) })],
    ['of another key', 'unknown-key', () => issue({ roomJoin: true, room: 'r' }, { as: 'other' })],
    ['that has expired', 'expired', () => signed({ exp: soon() - 120 })],
    ['without an end', 'claim', () => signed({})],
    ['that is not valid yet', 'not-yet-valid', () => signed({ exp: soon() + 600, nbf: soon() + 60 })],
    ['that may list rooms, not join one', 'room', () => issue({ roomList: true })],
    ['for a room that it may not join', 'room', () => issue({ roomJoin: false, room: 'r' })],
    ['for no room in particular', 'room', () => issue({ roomJoin: true })],
    ['for nobody', 'identity', () => signed({ exp: soon(), sub: undefined })],
    ['for an agent', 'identity', () => issue({ roomJoin: true, room: 'r' }, { kind: 'agent' })],
    [
      'with a room that is no text',
      'room',
      () => signed({ exp: soon(), video: { roomJoin: true, room: 7 } }),
    ],
    ['without grants', 'room', () => signed({ exp: soon(), video: 'all' })],
  ] as const)('%s is refused as %s', async (_what, reason, make) => {
    expect(await refusalOf(verify(await make()))).toBe(reason);
  });

  it('names the option that is wrong', async () => {
    await expect(createLiveKitVerifier({ keys: {} })).rejects.toThrow(/^keys:/);
    await expect(createLiveKitVerifier({ keys: { a: '' } })).rejects.toThrow(/^keys:/);
    await expect(createLiveKitVerifier(undefined as never)).rejects.toThrow(TypeError);
  });

  it('accepts nothing that was changed, and refuses by name whatever it is given', async () => {
    const token = await issue({ roomJoin: true, room: 'r' });
    const [head = '', claims = ''] = token.split('.');
    const changed = fc.record({
      at: fc.nat({ max: `${head}.${claims}`.length - 1 }),
      to: fc.constantFrom(...'ABCxyz019-_.'),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ maxLength: 9000 }), changed), async (input) => {
        const text =
          typeof input === 'string' ? input : token.slice(0, input.at) + input.to + token.slice(input.at + 1);
        fc.pre(text !== token);
        await expect(verify(text)).rejects.toBeInstanceOf(TokenRefusal);
      }),
      { numRuns: 500 },
    );
  });
});

describe('LiveKit’s roster', () => {
  const people = [
    { identity: 'ada', state: 2, kind: 0 },
    { identity: 'ben', state: 1, kind: 0 },
    { identity: 'cleo', state: 3, kind: 0 },
    { identity: 'recorder', state: 2, kind: 2 },
  ];

  it('holds the people who are in the room', async () => {
    const roster = createLiveKitRoster({ listParticipants: async () => people });
    expect(await roster.participantsOf('r')).toEqual(new Set(['ada', 'ben']));
  });

  it('asks once for many who come at once, and again later', async () => {
    let asked = 0;
    const roster = createLiveKitRoster(
      { listParticipants: async () => people.slice(0, ++asked) },
      { maxAgeSeconds: 0.05 },
    );
    await Promise.all([roster.participantsOf('r'), roster.participantsOf('r')]);
    expect(asked).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await roster.participantsOf('r')).toEqual(new Set(['ada', 'ben']));
  });

  it('rejects where the real client reaches no server', async () => {
    const roster = createLiveKitRoster(
      new RoomServiceClient('http://127.0.0.1:1', key, secret, { requestTimeout: 2 }),
    );
    await expect(roster.participantsOf('r')).rejects.toThrow();
  });

  it('names the argument that is wrong', () => {
    expect(() => createLiveKitRoster({} as never)).toThrow(/^rooms:/);
    expect(() => createLiveKitRoster({ listParticipants: async () => [] }, { maxAgeSeconds: -1 })).toThrow(
      /^maxAgeSeconds:/,
    );
  });
});
