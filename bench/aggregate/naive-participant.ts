import { split } from 'shamir-secret-sharing';
import { addCells } from '../../sdk/meeting/secure/mask.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' } as const;
type Bytes = Uint8Array<ArrayBuffer>;

/** What a naive participant makes known in AdvertiseKeys. */
export interface NaiveAdvertisement {
  readonly cipherKey: Bytes;
  readonly maskKey: Bytes;
  readonly signature: Bytes;
  readonly verifyKey: CryptoKey;
}

/** One participant of one window, round by round; members are indexes in the list of advertisements. */
export interface NaiveParticipant {
  advertiseKeys(): Promise<NaiveAdvertisement>;
  shareKeys(all: readonly NaiveAdvertisement[], self: number, threshold: number): Promise<readonly Bytes[]>;
  maskInput(ciphertexts: readonly Bytes[], input: readonly number[]): Promise<Uint32Array>;
  checkConsistency(survivors: Bytes): Promise<Bytes>;
  unmask(signatures: readonly Bytes[]): Promise<readonly Bytes[]>;
}

/**
 * Figure 4 of Bonawitz et al. 2017 as it reads, with nothing kept from one window to the next and nothing worked
 * out once that is used twice: two key pairs per window, KA.agree again wherever it stands in the figure,
 * the private mask key and the seed shared one by one. It is correct (the bench checks its sums) and is there to be
 * compared with.
 */
export function createNaiveParticipant(signing: CryptoKeyPair, cells: number): NaiveParticipant {
  let cipher: CryptoKeyPair;
  let mask: CryptoKeyPair;
  let all: readonly NaiveAdvertisement[] = [];
  let self = 0;
  let selfSeed: Bytes = new Uint8Array();
  let ownShares: readonly [Bytes, Bytes] = [new Uint8Array(), new Uint8Array()];
  let received: readonly Bytes[] = [];
  let survivors: Bytes = new Uint8Array();

  return {
    async advertiseKeys() {
      cipher = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
      mask = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
      const cipherKey = new Uint8Array(await crypto.subtle.exportKey('raw', cipher.publicKey));
      const maskKey = new Uint8Array(await crypto.subtle.exportKey('raw', mask.publicKey));
      const signed = Uint8Array.of(...cipherKey, ...maskKey);
      const signature = new Uint8Array(await crypto.subtle.sign(ecdsa, signing.privateKey, signed));
      return { cipherKey, maskKey, signature, verifyKey: signing.publicKey };
    },
    async shareKeys(advertisements, index, threshold) {
      all = advertisements;
      self = index;
      for (const { cipherKey, maskKey, signature, verifyKey } of all) {
        const signed = Uint8Array.of(...cipherKey, ...maskKey);
        if (!(await crypto.subtle.verify(ecdsa, verifyKey, signature, signed))) throw new Error('signature');
      }
      selfSeed = crypto.getRandomValues(new Uint8Array(32));
      const { d = '' } = await crypto.subtle.exportKey('jwk', mask.privateKey);
      const secretKey = new Uint8Array(Buffer.from(d, 'base64url'));
      const keyShares = await split(secretKey, all.length, threshold);
      const seedShares = await split(selfSeed, all.length, threshold);
      ownShares = [new Uint8Array(keyShares[self] ?? []), new Uint8Array(seedShares[self] ?? [])];
      const ciphertexts: Bytes[] = [];
      for (const [other, { cipherKey }] of all.entries()) {
        if (other === self) {
          ciphertexts.push(new Uint8Array());
          continue;
        }
        const key = await aesKey(await agree(cipher.privateKey, cipherKey), 'AES-GCM');
        const plain = Uint8Array.of(self, other, ...(keyShares[other] ?? []), ...(seedShares[other] ?? []));
        const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12).fill(self) };
        ciphertexts.push(new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain)));
      }
      return ciphertexts;
    },
    async maskInput(ciphertexts, input) {
      received = ciphertexts;
      const masked = Uint32Array.from(input);
      addCells(masked, await prg(selfSeed, cells));
      for (const [other, { maskKey }] of all.entries()) {
        if (other === self) continue;
        const seed = await agree(mask.privateKey, maskKey);
        addCells(masked, await prg(seed, cells), self > other ? 1 : -1);
      }
      return masked;
    },
    async checkConsistency(told) {
      survivors = told;
      return new Uint8Array(await crypto.subtle.sign(ecdsa, signing.privateKey, survivors));
    },
    async unmask(signatures) {
      for (const [signer, signature] of signatures.entries()) {
        const key = all[signer]?.verifyKey;
        if (key === undefined || !(await crypto.subtle.verify(ecdsa, key, signature, survivors))) {
          throw new Error('survivors');
        }
      }
      const shares: Bytes[] = [];
      for (const [other, { cipherKey }] of all.entries()) {
        if (other === self) {
          shares.push(ownShares[1]);
          continue;
        }
        const key = await aesKey(await agree(cipher.privateKey, cipherKey), 'AES-GCM');
        const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12).fill(other) };
        const plain = new Uint8Array(
          await crypto.subtle.decrypt(algorithm, key, received[other] ?? new Uint8Array()),
        );
        if (plain[0] !== other || plain[1] !== self) throw new Error('addresses');
        shares.push(plain.slice(35));
      }
      return shares;
    },
  };
}

/** PRG: AES-256 in counter mode. */
export async function prg(seed: Bytes, cells: number): Promise<Uint32Array> {
  const key = await crypto.subtle.importKey('raw', seed, 'AES-CTR', false, ['encrypt']);
  const algorithm = { name: 'AES-CTR', counter: new Uint8Array(16), length: 64 };
  return new Uint32Array(await crypto.subtle.encrypt(algorithm, key, new Uint8Array(cells * 4)));
}

/** KA.agree: Diffie-Hellman, hashed. */
async function agree(privateKey: CryptoKey, publicKey: Bytes): Promise<Bytes> {
  const other = await crypto.subtle.importKey('raw', publicKey, curve, true, []);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: new Uint8Array() };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 256));
}

function aesKey(bytes: Bytes, name: 'AES-GCM'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, name, false, ['encrypt', 'decrypt']);
}
