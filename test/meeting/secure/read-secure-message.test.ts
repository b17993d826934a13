import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { encodeContribution, vectorLength } from '../../../sdk/meeting/contribution-vector.ts';
import {
  maximumClientMessageLength,
  maximumServerMessageLength,
  readClientMessage,
  readServerMessage,
  writeClientMessage,
  writeServerMessage,
} from '../../../sdk/meeting/secure/read-secure-message.ts';
import { SecureError } from '../../../sdk/meeting/secure/secure-error.ts';
import type {
  SecureClientMessage,
  SecureServerMessage,
} from '../../../sdk/meeting/secure/secure-messages.ts';
import { startMeeting } from './secure-meeting.ts';

vi.setConfig({ testTimeout: 120_000 });

const of = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(9);
const keys = { token: 'a.b.c', cipherKey: of(65), maskKey: of(65), signature: of(64) };
const fromClient: readonly SecureClientMessage[] = [
  { type: 'keys', epoch: 3, commitment: of(32), ...keys },
  { type: 'shares', window: 7, ciphertexts: of(49 * 7), sealedSeeds: of(16 * 7) },
  { type: 'masked-input', window: 7, cells: of(vectorLength * 4) },
  { type: 'consistency', window: 7, signature: of(64) },
  { type: 'unmasking', window: 7, shares: of(17 * 8) },
  { type: 'reveal', epoch: 3, nonce: of(16) },
];
const fromServer: readonly SecureServerMessage[] = [
  { type: 'advertise-keys', epoch: 3 },
  { type: 'roster', epoch: 3, entries: [keys, keys] },
  { type: 'share-keys', window: 7 },
  { type: 'ciphertexts', window: 7, members: of(1), ciphertexts: of(49 * 7) },
  { type: 'survivors', window: 7, members: of(1) },
  { type: 'signatures', window: 7, members: of(1), signatures: of(64 * 8) },
  { type: 'draw', epoch: 3, commitments: of(32 * 9) },
  { type: 'drawn', epoch: 3, participants: ['p1', 'p2'], nonces: of(16 * 2) },
];

function refusalOf(read: (data: unknown) => unknown, data: unknown): SecureError | null {
  try {
    read(data);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(SecureError);
    return error as SecureError;
  }
}

describe.each([
  {
    side: 'participant',
    read: readClientMessage as (data: unknown) => { readonly type: string },
    written: fromClient.map((message) => ({
      message: message as unknown,
      bytes: writeClientMessage(message),
    })),
    longest: maximumClientMessageLength,
  },
  {
    side: 'service',
    read: readServerMessage as (data: unknown) => { readonly type: string },
    written: fromServer.map((message) => ({
      message: message as unknown,
      bytes: writeServerMessage(message),
    })),
    longest: maximumServerMessageLength,
  },
])('a message of the $side', ({ read, written, longest }) => {
  test('is read as it was written', () => {
    for (const { message, bytes } of written) expect(read(bytes)).toEqual(message);
  });

  test('of any other bytes is refused with a typed error', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.jsonValue().map((value) => encode(value)),
    );
    fc.assert(
      fc.property(fc.oneof(bytes, fc.anything()), (data) => {
        const refusal = refusalOf(read, data);
        if (refusal !== null) expect(refusal.refusal).toBe('message-invalid');
        else
          expect(written.map(({ message }) => (message as { type: string }).type)).toContain(read(data).type);
      }),
      { numRuns: 5000 },
    );
  });

  test('cut short, drawn out or changed in one byte is refused or is one of the same form', () => {
    for (const { message, bytes } of written) {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(refusalOf(read, bytes.slice(0, length))?.refusal).toBe('message-invalid');
      }
      expect(refusalOf(read, new Uint8Array([...bytes, 0]))?.refusal).toBe('message-invalid');
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
          const changed = new Uint8Array(
            bytes.map((byte, index) => (index === at ? byte ^ difference : byte)),
          );
          const refusal = refusalOf(read, changed);
          if (refusal === null)
            expect(read(changed)).toEqual(expect.objectContaining({ type: expect.any(String) }));
        }),
        { numRuns: 300 },
      );
      expect(read(bytes)).toEqual(message);
    }
  });

  test('with any field of another kind or size is refused, naming it', () => {
    for (const { message } of written) {
      const number = written.findIndex((other) => other.message === message);
      const names = Object.keys(message as object).filter((name) => name !== 'type');
      for (const [place, name] of names.entries()) {
        for (const odd of [
          -1,
          1.5,
          2 ** 60,
          '',
          'x'.repeat(3000),
          [],
          new Uint8Array(0),
          of(11),
          of(6_001),
          null,
          true,
          {},
        ]) {
          const values = names.map((other) => (message as Record<string, unknown>)[other]);
          values[place] = odd;
          const rows = values.map((value) =>
            Array.isArray(value)
              ? value.map((row) => (typeof row === 'object' ? Object.values(row) : row))
              : value,
          );
          const refusal = refusalOf(read, encode([number, ...rows]));
          expect(refusal?.refusal, `${name} ${String(odd).slice(0, 20)}`).toBe('message-invalid');
          if (typeof odd === 'number' && odd > 2 ** 53) expect(['', name]).toContain(refusal?.field);
          else expect(refusal?.field.split('.')[0]).toBe(name);
        }
      }
    }
  });

  test('with a field too many or too few, or of an unknown type, is refused', () => {
    for (const { message } of written) {
      const values = Object.values(message as object).slice(1);
      expect(refusalOf(read, encode([0, ...values, 1, 2, 3, 4, 5]))).not.toBeNull();
      expect(refusalOf(read, encode([0]))).not.toBeNull();
      for (const type of [-1, 99, 'keys', null, 0.5]) {
        expect(refusalOf(read, encode([type, ...values]))?.field).toBe('type');
      }
    }
  });

  test('that is too long, too deep or not in its shortest form is refused', () => {
    expect(refusalOf(read, new Uint8Array(longest + 1))?.refusal).toBe('message-too-long');
    expect(refusalOf(read, new Uint8Array(longest).fill(0x81))?.refusal).toBe('message-invalid');
    // A list that says to have 2^32 - 1 entries; the number 2 written in two bytes; a list without an end.
    for (const bytes of [
      [0x9a, 255, 255, 255, 255],
      [0x82, 0x18, 0x02, 0x07],
      [0x9f, 0x02, 0x07, 0xff],
    ]) {
      expect(refusalOf(read, Uint8Array.from(bytes))?.refusal).toBe('message-invalid');
    }
  });
});

test('a name that is no UTF-8 is refused, and not mended', () => {
  const bytes = writeServerMessage({ type: 'drawn', epoch: 3, participants: ['p1', 'p2'], nonces: of(32) });
  const at = bytes.findIndex((byte, i) => byte === 0x62 && bytes[i + 1] === 0x70);
  expect(refusalOf(readServerMessage, bytes.with(at + 1, 0x80))?.refusal).toBe('message-invalid');
  expect(refusalOf(readServerMessage, bytes.with(at + 1, 0x71))).toBeNull();
});

test('a roster of 64 with the longest tokens fits, one more does not', () => {
  const entry = { ...keys, token: 'x'.repeat(2048) };
  const roster = (count: number): Uint8Array =>
    writeServerMessage({ type: 'roster', epoch: 1, entries: new Array(count).fill(entry) });
  expect(readServerMessage(roster(64)).type).toBe('roster');
  expect(refusalOf(readServerMessage, roster(65))?.field).toBe('entries');
});

describe('a participant', () => {
  test('that hears nonsense gives the window up, and takes part in the next', async () => {
    const meeting = await startMeeting(12);
    const roster = await meeting.freeze();
    const confused = new Set(['p04', 'p07', 'p09']);
    const step = await meeting.window(roster, 1, {
      toClient: ({ participantId, round, bytes }) =>
        confused.has(participantId) && round === 'MaskedInputCollection' ? bytes.slice(3) : bytes,
    });
    expect(step).toMatchObject({ kind: 'summed', contributors: { size: 9 } });
    expect(meeting.participants[4]?.refusals).toEqual(['message-invalid']);
    expect(await meeting.window(roster, 2)).toMatchObject({ kind: 'summed', contributors: { size: 12 } });
  });

  test.each([
    ['too short', [1, 0, 1]],
    ['twice in one signal', encodeContribution([0, 0, 0, 0, 0]).with(2, 1)],
    ['counted twice', encodeContribution([0, 0, 0, 0, 0]).with(0, 2)],
    ['negative', encodeContribution([0, 0, 0, 0, 0]).with(1, -1)],
    ['above 2^32', encodeContribution([0, 0, 0, 0, 0]).with(1, 2 ** 32 + 1)],
  ])('whose input is %s sends nothing of it', async (_, input) => {
    const meeting = await startMeeting(8);
    const odd = await meeting.join('p08', { takeInput: () => input });
    const roster = await meeting.freeze();
    await expect(meeting.window(roster, 1)).rejects.toThrow(/^takeInput: /);
    expect(
      meeting.received.filter(({ participantId }) => participantId === odd.id).map(({ round }) => round),
    ).toEqual(['AdvertiseKeys', 'ShareKeys']);
  });
});
