import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { encodeContribution } from '../../sdk/meeting/contribution-vector.ts';
import {
  type ClientMessage,
  MessageError,
  maximumMessageLength,
  protocolVersion,
  readClientMessage,
  readServerMessage,
  type ServerMessage,
  writeMessage,
} from '../../sdk/meeting/messages.ts';

vi.setConfig({ testTimeout: 60_000 });

const counts = encodeContribution([0, 1, null, 2, 4]);
const fromClient: readonly ClientMessage[] = [
  { type: 'hello', v: 1, token: 'a.b.c' },
  { type: 'contribute', v: 1, window: 7, counts },
  { type: 'withdraw', v: 1 },
];
const fromServer: readonly ServerMessage[] = [
  { type: 'welcome', v: 1, windowSeconds: 60, k: 5 },
  { type: 'collect', v: 1, window: 7 },
  { type: 'renew', v: 1 },
  { type: 'refused', v: 1, code: 'token-invalid', field: 'token' },
  {
    type: 'view',
    v: 1,
    view: { kind: 'withheld', atSeconds: 60, windowSeconds: 60, k: 5, reason: 'group-changed' },
  },
  {
    type: 'view',
    v: 1,
    view: {
      kind: 'released',
      atSeconds: 60,
      windowSeconds: 60,
      k: 5,
      contributors: { atLeast: 50, atMost: null },
      histograms: [
        {
          signal: 'valence',
          bands: [{ fromBin: 0, toBin: 1, share: 0.5 }],
          bins: [null, null, null, null, null],
          abstained: 0.4,
        },
      ],
    },
  },
];

/** Every path to a value inside a message. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([name, part]) => pathsOf(part, [...path, name]))].filter(
    (at) => at.length > 0,
  );
}

function withValueAt(message: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(message) as Record<string | number, unknown>;
  let target = copy;
  for (const name of path.slice(0, -1)) target = target[name] as Record<string | number, unknown>;
  target[path.at(-1) ?? ''] = value;
  return copy;
}

function refusalOf(read: (data: unknown) => unknown, data: unknown): MessageError | null {
  try {
    read(data);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(MessageError);
    return error as MessageError;
  }
}

describe.each([
  {
    side: 'client',
    read: readClientMessage as (data: unknown) => unknown,
    messages: fromClient as readonly unknown[],
  },
  {
    side: 'service',
    read: readServerMessage as (data: unknown) => unknown,
    messages: fromServer as readonly unknown[],
  },
])('a message of the $side', ({ read, messages }) => {
  test('is read as it was written', () => {
    for (const message of messages) expect(read(JSON.stringify(message))).toEqual(message);
  });

  test('of any other content is refused with a typed error, or is what was said', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), (data) => {
        const refusal = refusalOf(read, data);
        if (refusal === null) expect(read(data)).toEqual(JSON.parse(String(data)));
        else expect(['message-invalid', 'limit-exceeded']).toContain(refusal.code);
      }),
      { numRuns: 3000 },
    );
  });

  test('with a changed value anywhere is refused, naming where', () => {
    for (const message of messages) {
      for (const path of pathsOf(message)) {
        const refusal = refusalOf(read, JSON.stringify(withValueAt(message, path, { odd: true })));
        expect(refusal, path.join('.')).not.toBeNull();
        expect(path.join('.').startsWith(refusal?.field.split('.')[0] ?? '?')).toBe(true);
      }
    }
  });

  test('with a field too many or too few is refused', () => {
    for (const message of messages) {
      expect(refusalOf(read, JSON.stringify({ ...(message as object), extra: 1 }))).not.toBeNull();
      for (const name of Object.keys(message as object)) {
        const { [name]: _, ...rest } = message as Record<string, unknown>;
        expect(refusalOf(read, JSON.stringify(rest)), name).not.toBeNull();
      }
    }
  });

  test('that is no text, no JSON, too long or of another version says so', () => {
    expect(refusalOf(read, new Uint8Array(4))?.message).toMatch(/text/);
    expect(refusalOf(read, '{')?.message).toMatch(/JSON/);
    expect(refusalOf(read, ' '.repeat(maximumMessageLength + 1))?.refusal).toBe('message-too-long');
    const other = JSON.stringify({ ...(messages[0] as object), v: protocolVersion + 1 });
    expect(refusalOf(read, other)?.refusal).toBe('version-unsupported');
  });
});

test('a contribution that is not one-hot is refused, naming counts', () => {
  const twice = counts.map((count, index) => (index === 2 ? 1 : count));
  expect(refusalOf(readClientMessage, JSON.stringify({ ...fromClient[1], counts: twice }))?.field).toBe(
    'counts',
  );
  const large = counts.map((count, index) => (index === 0 ? 7 : count));
  expect(refusalOf(readClientMessage, JSON.stringify({ ...fromClient[1], counts: large }))?.field).toBe(
    'counts.0',
  );
});

test('every message fits the limits by far', () => {
  for (const message of [...fromClient, ...fromServer]) {
    expect(writeMessage(message).length).toBeLessThan(maximumMessageLength / 8);
  }
});
