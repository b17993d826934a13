import { createSigningKeys } from 'assent';
import { base64url, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createIdentityVerifier } from '../../../demo/call/verify-attestation.ts';
import { createAttestations } from '../../../demo/server/create-attestations.ts';
import { join } from './signal-client.ts';
import { startDemo } from './start-demo.ts';

const anyKey = base64url.encode(Uint8Array.of(4, ...new Uint8Array(64).fill(7)));

describe('an attestation', () => {
  it('says whose key it is, in which meeting, to anyone with the public key', async () => {
    const { attest, publicKey } = await createAttestations();
    const verify = createIdentityVerifier(publicKey);
    expect(await verify(await attest('m', 'p', anyKey))).toEqual({
      meetingId: 'm',
      participantId: 'p',
      signingKey: Uint8Array.of(4, ...new Uint8Array(64).fill(7)),
    });
    expect(JSON.stringify(publicKey)).not.toContain('"d"');
  });

  it('of another issuer, of another kind, or without an end is refused', async () => {
    const { attest, publicKey } = await createAttestations();
    const verify = createIdentityVerifier(publicKey);
    const other = await createAttestations();
    await expect(verify(await other.attest('m', 'p', anyKey))).rejects.toThrow();
    await expect(verify(`${await attest('m', 'p', anyKey)}x`)).rejects.toThrow();
    const { privateKey } = await generateKeyPair('ES256');
    const forged = new SignJWT({ meetingId: 'm', key: anyKey }).setSubject('p');
    const header = { alg: 'ES256', typ: 'assent-attestation+jwt' };
    await expect(verify(await forged.setProtectedHeader(header).sign(privateKey))).rejects.toThrow();
  });

  it('is given to each participant for the own place alone', async () => {
    const server = await startDemo({ env: { ASSENT_NO_SFU: '1' } });
    const ann = await join(server, 'room', 'Ann');
    const welcome = await ann.hears('welcome');
    const { publicKey } = await createSigningKeys();
    ann.say({ type: 'attest', request: 7, signingKey: base64url.encode(publicKey) });
    const { value } = await ann.hears('reply');
    const { token, issuerKey } = value as { token: string; issuerKey: JsonWebKey };
    expect(await createIdentityVerifier({ ...issuerKey, kty: 'EC' })(token)).toEqual({
      meetingId: welcome.meetingId,
      participantId: welcome.self.id,
      signingKey: publicKey,
    });
    ann.say({ type: 'attest', request: 8, signingKey: 'AAAA' });
    expect(await ann.hears('error')).toMatchObject({ code: 'message-invalid', field: 'signingKey' });
  });
});
