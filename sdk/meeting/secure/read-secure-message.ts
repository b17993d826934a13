import * as v from 'valibot';
import { vectorLength } from '../contribution-vector.ts';
import { type Bytes, type CanonicalValue, fromCanonicalBytes, toCanonicalBytes } from './canonical-bytes.ts';
import { largestRoster } from './cohort-limits.ts';
import { seedLength } from './mask.ts';
import { memberSetLength } from './member-set.ts';
import { SecureError } from './secure-error.ts';
import {
  ciphertextLength,
  commitmentLength,
  largestDraw,
  nonceLength,
  publicKeyLength,
  type SecureClientMessage,
  type SecureServerMessage,
  shareLength,
  signatureLength,
} from './secure-messages.ts';

/** No message of a participant is longer than this, in bytes. */
export const maximumClientMessageLength = 8_192;

/** No message of the service is longer than this, in bytes: 1,024 who were drawn, with the longest ids. */
export const maximumServerMessageLength = 300_000;

/** Longest attestation token, in UTF-16 code units. */
const maximumTokenLength = 2_048;

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const token = v.pipe(v.string(), v.minLength(1), v.maxLength(maximumTokenLength));
const exactly = (length: number): v.GenericSchema<unknown, Bytes> => bytesThat((bytes) => bytes === length);
const pieces = (size: number, most: number = largestRoster): v.GenericSchema<unknown, Bytes> =>
  bytesThat((bytes) => bytes > 0 && bytes % size === 0 && bytes <= size * most);
const members = bytesThat((bytes) => bytes > 0 && bytes <= memberSetLength(largestRoster));
const participants = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  v.minLength(1),
  v.maxLength(largestDraw),
);
const advertisement = {
  token,
  cipherKey: exactly(publicKeyLength),
  maskKey: exactly(publicKeyLength),
  signature: exactly(signatureLength),
};

/** A field of a list of lists is written as the values of its fields, in this order. */
type Layout = Readonly<Record<string, v.GenericSchema>>;

interface Form {
  readonly type: string;
  readonly fields: Layout;
}

const entryForm: Layout = advertisement;
const entries = v.pipe(
  v.array(v.strictTuple(Object.values(entryForm) as [v.GenericSchema, ...v.GenericSchema[]])),
  v.minLength(1),
  v.maxLength(largestRoster),
  v.transform((rows) => rows.map((row) => named(Object.keys(entryForm), row))),
);

/** The number of a form on the wire is its place in the list. */
const clientForms: readonly Form[] = [
  { type: 'keys', fields: { epoch: number, commitment: exactly(commitmentLength), ...advertisement } },
  {
    type: 'shares',
    fields: { window: number, ciphertexts: pieces(ciphertextLength), sealedSeeds: pieces(seedLength) },
  },
  { type: 'masked-input', fields: { window: number, cells: exactly(vectorLength * 4) } },
  { type: 'consistency', fields: { window: number, signature: exactly(signatureLength) } },
  { type: 'unmasking', fields: { window: number, shares: pieces(shareLength) } },
  { type: 'reveal', fields: { epoch: number, nonce: exactly(nonceLength) } },
];

const serverForms: readonly Form[] = [
  { type: 'advertise-keys', fields: { epoch: number } },
  { type: 'roster', fields: { epoch: number, entries } },
  { type: 'share-keys', fields: { window: number } },
  { type: 'ciphertexts', fields: { window: number, members, ciphertexts: pieces(ciphertextLength) } },
  { type: 'survivors', fields: { window: number, members } },
  { type: 'signatures', fields: { window: number, members, signatures: pieces(signatureLength) } },
  { type: 'draw', fields: { epoch: number, commitments: pieces(commitmentLength, largestDraw) } },
  {
    type: 'drawn',
    fields: { epoch: number, participants, nonces: pieces(nonceLength, largestDraw) },
  },
];

/** The wire form of a participant's message: a CBOR list of the form's number and the fields' values. */
export function writeClientMessage(message: SecureClientMessage): Bytes {
  return write(clientForms, message);
}

/** The wire form of a message of the service. */
export function writeServerMessage(message: SecureServerMessage): Bytes {
  return write(serverForms, message);
}

/**
 * Reads a participant's message.
 *
 * @throws SecureError `message-too-long`, or `message-invalid` naming the field
 */
export function readClientMessage(data: unknown): SecureClientMessage {
  return read(clientForms, maximumClientMessageLength, data) as SecureClientMessage;
}

/**
 * Reads a message of the service.
 *
 * @throws SecureError `message-too-long`, or `message-invalid` naming the field
 */
export function readServerMessage(data: unknown): SecureServerMessage {
  return read(serverForms, maximumServerMessageLength, data) as SecureServerMessage;
}

function bytesThat(isRight: (length: number) => boolean): v.GenericSchema<unknown, Bytes> {
  return v.pipe(
    v.custom<Bytes>((value) => value instanceof Uint8Array, 'bytes expected'),
    v.check((bytes) => isRight(bytes.length), 'bytes of another length expected'),
    v.transform((bytes) => new Uint8Array(bytes)),
  );
}

function write(forms: readonly Form[], message: SecureClientMessage | SecureServerMessage): Bytes {
  const number = forms.findIndex((form) => form.type === message.type);
  const values = message as unknown as Readonly<Record<string, CanonicalValue>>;
  const rows = Object.keys(forms[number]?.fields ?? {}).map((name): CanonicalValue => {
    return name === 'entries' ? entryRows(message) : (values[name] ?? 0);
  });
  return toCanonicalBytes([number, ...rows]);
}

function entryRows(message: SecureClientMessage | SecureServerMessage): CanonicalValue {
  if (message.type !== 'roster') return [];
  return message.entries.map(({ token, cipherKey, maskKey, signature }) => [
    token,
    cipherKey,
    maskKey,
    signature,
  ]);
}

function read(forms: readonly Form[], longest: number, data: unknown): unknown {
  if (!(data instanceof Uint8Array)) throw invalid('', 'A message must be bytes.');
  if (data.length > longest) {
    throw new SecureError('message-too-long', '', `A message has at most ${longest} bytes.`);
  }
  let values: unknown;
  try {
    values = fromCanonicalBytes(data);
  } catch {
    throw invalid('', 'A message must be CBOR in its shortest form.');
  }
  if (!Array.isArray(values)) throw invalid('', 'A message must be a list.');
  const [number, ...rest] = values;
  const form = Number.isInteger(number) ? forms[number] : undefined;
  if (form === undefined) throw invalid('type', "The message's type is unknown.");
  const names = Object.keys(form.fields);
  if (rest.length !== names.length) throw invalid('', "The message's number of fields is wrong.");
  const result = v.safeParse(v.strictObject(form.fields), named(names, rest));
  if (result.success) return { type: form.type, ...result.output };
  const field = (v.getDotPath(result.issues[0]) ?? '').slice(0, 200);
  throw invalid(field, `The message's field ${field} is invalid.`);
}

function named(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

function invalid(field: string, message: string): SecureError {
  return new SecureError('message-invalid', field, message);
}
