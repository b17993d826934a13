import * as v from 'valibot';
import { AssentError } from '../errors.ts';
import type { GroupView } from '../vocabulary.ts';
import { isContribution, vectorLength } from './contribution-vector.ts';
import { binsPerSignal, groupSignals } from './group-signals.ts';

/** Version of the protocol; both ends must speak the same. */
export const protocolVersion = 1;

/** No message of the protocol is longer than this, in UTF-16 code units. */
export const maximumMessageLength = 16_384;

/** Why the service refused a message or a connection. */
export const refusalCodes = [
  'message-invalid',
  'message-too-long',
  'version-unsupported',
  'token-invalid',
  'token-expired',
  'not-authenticated',
  'busy',
  'already-contributed',
  'window-closed',
  'blind-only',
  'blind-refused',
  'too-many-messages',
  'too-many-participants',
  'replaced',
  'removed',
  'service-stopped',
  'internal',
] as const;

/** Why the service refused a message or a connection. */
export type RefusalCode = (typeof refusalCodes)[number];

const version = v.literal(protocolVersion);
const windowNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));
const binIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(binsPerSignal - 1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const word = v.nullable(v.picklist(['most', 'some', 'few']));

const histogramSchema = v.strictObject({
  signal: v.picklist(groupSignals.map((signal) => signal.name)),
  bands: v.pipe(
    v.array(
      v.strictObject({
        fromBin: binIndex,
        toBin: binIndex,
        share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      }),
    ),
    v.maxLength(binsPerSignal),
  ),
  bins: v.pipe(v.array(share), v.length(binsPerSignal)),
  abstained: share,
});

const viewSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('released'),
    atSeconds: seconds,
    windowSeconds: seconds,
    contributors: v.strictObject({ atLeast: count, atMost: v.nullable(count) }),
    k: count,
    histograms: v.pipe(v.array(histogramSchema), v.maxLength(groupSignals.length)),
  }),
  v.strictObject({
    kind: v.literal('digest'),
    atSeconds: seconds,
    windowSeconds: seconds,
    contributors: v.strictObject({ atLeast: count, atMost: v.nullable(count) }),
    k: count,
    levels: v.pipe(
      v.array(
        v.strictObject({
          signal: v.picklist(groupSignals.map((signal) => signal.name)),
          words: v.strictObject({ low: word, middle: word, high: word }),
        }),
      ),
      v.maxLength(groupSignals.length),
    ),
  }),
  v.strictObject({
    kind: v.literal('withheld'),
    atSeconds: seconds,
    windowSeconds: seconds,
    k: count,
    reason: v.picklist([
      'too-few-contributors',
      'group-changed',
      'collecting',
      'not-connected',
      'service-stopped',
      'sum-implausible',
      'budget-spent',
    ]),
  }),
]);

const contributionSchema = v.pipe(
  v.array(v.picklist([0, 1])),
  v.length(vectorLength),
  v.check((counts) => isContribution(counts), 'one cell per signal must be set'),
);

const clientMessageSchema: v.GenericSchema<unknown, ClientMessage> = v.variant('type', [
  v.strictObject({
    type: v.literal('hello'),
    v: version,
    token: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  }),
  v.strictObject({
    type: v.literal('contribute'),
    v: version,
    window: windowNumber,
    counts: contributionSchema,
  }),
  v.strictObject({ type: v.literal('withdraw'), v: version }),
]);

const serverMessageSchema: v.GenericSchema<unknown, ServerMessage> = v.variant('type', [
  v.strictObject({ type: v.literal('welcome'), v: version, windowSeconds: seconds, k: count }),
  v.strictObject({ type: v.literal('collect'), v: version, window: windowNumber }),
  v.strictObject({ type: v.literal('renew'), v: version }),
  v.strictObject({ type: v.literal('view'), v: version, view: viewSchema }),
  v.strictObject({
    type: v.literal('refused'),
    v: version,
    code: v.picklist(refusalCodes),
    field: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  }),
]);

/** What a client may send. */
export type ClientMessage =
  | { readonly type: 'hello'; readonly v: 1; readonly token: string }
  | {
      readonly type: 'contribute';
      readonly v: 1;
      readonly window: number;
      readonly counts: readonly number[];
    }
  | { readonly type: 'withdraw'; readonly v: 1 };

/** What the service may send. */
export type ServerMessage =
  | { readonly type: 'welcome'; readonly v: 1; readonly windowSeconds: number; readonly k: number }
  | { readonly type: 'collect'; readonly v: 1; readonly window: number }
  | { readonly type: 'renew'; readonly v: 1 }
  | { readonly type: 'view'; readonly v: 1; readonly view: GroupView }
  | { readonly type: 'refused'; readonly v: 1; readonly code: RefusalCode; readonly field: string | null };

/** A message that broke the protocol; `field` is the path of the fault, empty for the message as a whole. */
export class MessageError extends AssentError {
  override readonly name: string = 'MessageError';
  readonly field: string;
  readonly refusal: RefusalCode;

  constructor(refusal: RefusalCode, field: string, message: string) {
    const limit = refusal === 'message-too-long' || refusal === 'too-many-messages';
    super(limit ? 'limit-exceeded' : 'message-invalid', message);
    this.field = field;
    this.refusal = refusal;
  }
}

/**
 * Reads a message of a client.
 *
 * @throws MessageError naming the field at fault
 */
export function readClientMessage(data: unknown): ClientMessage {
  return read(clientMessageSchema, data);
}

/**
 * Reads a message of the service.
 *
 * @throws MessageError naming the field at fault
 */
export function readServerMessage(data: unknown): ServerMessage {
  return read(serverMessageSchema, data);
}

/** The text form of a message. */
export function writeMessage(message: ClientMessage | ServerMessage): string {
  return JSON.stringify(message);
}

function read<T>(schema: v.GenericSchema<unknown, T>, data: unknown): T {
  if (typeof data !== 'string') throw new MessageError('message-invalid', '', 'A message must be text.');
  if (data.length > maximumMessageLength) {
    throw new MessageError(
      'message-too-long',
      '',
      `A message has at most ${maximumMessageLength} characters.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw new MessageError('message-invalid', '', 'A message must be JSON.');
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const field = (v.getDotPath(result.issues[0]) ?? '').slice(0, 200);
  const refusal = field === 'v' ? 'version-unsupported' : 'message-invalid';
  throw new MessageError(
    refusal,
    field,
    `The message's ${field === '' ? 'form' : `field ${field}`} is invalid.`,
  );
}
