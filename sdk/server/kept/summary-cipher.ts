import { AssentError } from '../../errors.ts';
import type { MeetingSummary } from '../../meeting/meeting-summary.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Seals summaries under the deployer's key. */
export interface SummaryCipher {
  /** A name for a meeting that tells nothing of it without the key. */
  nameOf(meetingId: string): Promise<Bytes>;
  seal(name: Bytes, expiresAtMs: number, summary: MeetingSummary): Promise<Bytes>;
  /** @throws AssentError `aggregation-failed` if it was altered, moved, or sealed under another key */
  open(name: Bytes, expiresAtMs: number, sealed: Uint8Array): Promise<MeetingSummary>;
}

const nonceLength = 12;

/**
 * AES-256-GCM under a key derived from the deployer's; name and expiry are authenticated with it, so that neither
 * can be changed in the database. Names are HMAC-SHA-256 under another derived key.
 *
 * @throws TypeError (as a rejection) if `key` is not 32 bytes
 */
export async function createSummaryCipher(key: Uint8Array): Promise<SummaryCipher> {
  if (!(key instanceof Uint8Array) || key.length !== 32) throw new TypeError('key: 32 bytes are needed');
  const material = await crypto.subtle.importKey('raw', Uint8Array.from(key), 'HKDF', false, ['deriveKey']);
  const derived = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: new TextEncoder().encode(`assent summaries: ${info}`),
  });
  const sealing = await crypto.subtle.deriveKey(
    derived('sealing'),
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  const naming = await crypto.subtle.deriveKey(
    derived('naming'),
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  );
  const about = (name: Bytes, expiresAtMs: number): Bytes =>
    Uint8Array.from([...name, ...new TextEncoder().encode(` ${expiresAtMs}`)]);

  return {
    async nameOf(meetingId) {
      return new Uint8Array(await crypto.subtle.sign('HMAC', naming, new TextEncoder().encode(meetingId)));
    },
    async seal(name, expiresAtMs, summary) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceLength));
      const algorithm = { name: 'AES-GCM', iv, additionalData: about(name, expiresAtMs) };
      const plain = new TextEncoder().encode(JSON.stringify(summary));
      const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, sealing, plain));
      return Uint8Array.from([...iv, ...sealed]);
    },
    async open(name, expiresAtMs, sealed) {
      try {
        const iv = Uint8Array.from(sealed.subarray(0, nonceLength));
        const algorithm = { name: 'AES-GCM', iv, additionalData: about(name, expiresAtMs) };
        const rest = Uint8Array.from(sealed.subarray(nonceLength));
        const plain = await crypto.subtle.decrypt(algorithm, sealing, rest);
        return JSON.parse(new TextDecoder().decode(plain)) as MeetingSummary;
      } catch (cause) {
        throw new AssentError('aggregation-failed', 'A kept summary was altered, or is under another key.', {
          cause,
        });
      }
    },
  };
}
