import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createConsentLedger } from '../../../sdk/consent/create-consent-ledger.ts';
import type { Notice } from '../../../sdk/consent/notice.ts';
import type { ConsentRecord } from '../../../sdk/consent/record/consent-record.ts';
import { createConsentRecorder } from '../../../sdk/consent/record/create-consent-recorder.ts';
import { headerHash, signEvent, signSeal } from '../../../sdk/consent/record/record-chain.ts';
import { verifyRecord } from '../../../sdk/consent/record/verify-record.ts';
import { createSigningKey } from '../../../sdk/integrity/signing-key.ts';
import { exampleNotice, exampleScopes, voiceSelf } from '../example-notice.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type Changeable, copyOf, exampleRecord, minute, start, startRecording } from './example-record.ts';

let record: ConsentRecord;
let other: ConsentRecord;

beforeAll(async () => {
  [record, other] = await Promise.all([exampleRecord(), exampleRecord('meeting-2')]);
});

const changed = (change: (copy: Changeable<ConsentRecord>) => unknown): unknown => {
  const copy = copyOf(record);
  change(copy);
  return copy;
};

describe('a record as written', () => {
  it('is valid, in memory and through JSON', async () => {
    const valid = { kind: 'valid', events: 16, open: false, gaps: ['controller-address'] };
    expect(await verifyRecord(record)).toEqual(valid);
    expect(await verifyRecord(copyOf(record))).toEqual(valid);
  });

  it('is open while the meeting goes on, and valid before anything happened', async () => {
    const { ledger, recorder } = await startRecording();
    expect(await verifyRecord(await recorder.record())).toEqual({
      kind: 'valid',
      events: 0,
      open: true,
      gaps: [],
    });
    ledger.decide([voiceSelf]);
    expect(await verifyRecord(await recorder.record())).toMatchObject({
      kind: 'valid',
      events: 4,
      open: true,
    });
  });

  it('is frozen all the way down', () => {
    expect(() => Object.assign(record.events[0] as object, { sequence: 7 })).toThrow(TypeError);
    expect(() => Object.assign(record.seal, { events: 7 })).toThrow(TypeError);
  });

  it('keeps each notice that was in force', () => {
    expect(record.notices.map(({ version }) => version)).toEqual(['1', '2']);
    expect(new Set(record.events.map(({ noticeSha256 }) => noticeSha256)).size).toBe(2);
  });

  it('tells how many events are signed, and completes with the ledger', async () => {
    const { ledger, recorder } = await startRecording();
    const told: number[] = [];
    const completed = new Promise<void>((resolve) => {
      recorder.signed$.subscribe({ next: (count) => told.push(count), complete: resolve });
    });
    ledger.decide([]);
    ledger.end();
    await completed;
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is not begun where an event is under a notice that nobody knows', async () => {
    const { ledger } = await startRecording();
    ledger.decide([]);
    ledger.invalidate(await exampleNotice({ version: '2' }));
    await expect(createConsentRecorder({ ledger })).rejects.toThrow(/^earlierNotices: event 0 /);
  });
});

describe('tampered', () => {
  it('says where', async () => {
    const cases: [string, unknown][] = [
      [
        'events.3.hash',
        changed(({ events }) => Object.assign(event(events, 3), { eventTime: '2026-11-23T09:00:01.000Z' })),
      ],
      [
        'events.3.signature',
        changed(({ events }) => Object.assign(event(events, 3), { signature: event(events, 4).signature })),
      ],
      ['notices.0', changed(({ notices }) => Object.assign(notices[0] as object, { language: 'de' }))],
      ['processes', changed(({ processes }) => processes.pop())],
      ['parties', changed(({ parties }) => Object.assign(parties[1] as object, { name: 'Someone else' }))],
      ['rights', changed(({ rights }) => rights.pop())],
      ['impactAssessments', changed((copy) => Object.assign(copy, { impactAssessments: [] }))],
      [
        'events.0.previousHash',
        changed(({ header }) => Object.assign(header, { createdAt: '2026-11-23T08:00:00.000Z' })),
      ],
      [
        'seal.signature',
        changed(({ seal }) => Object.assign(seal, { sealedAt: '2027-11-23T09:00:00.000Z' })),
      ],
      [
        'events.0.signature',
        changed(({ header }) => Object.assign(header, { publicKey: other.header.publicKey })),
      ],
    ];
    for (const [at, tampered] of cases) {
      expect([at, await verifyRecord(tampered)]).toMatchObject([at, { kind: 'tampered', at }]);
    }
  });

  it('is seen whatever leaf is changed', async () => {
    const leaves = leafPaths(copyOf(record));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...leaves), fc.jsonValue(), async (path, value) => {
        const copy = copyOf(record);
        const before = readAt(copy, path);
        fc.pre(JSON.stringify(value) !== JSON.stringify(before));
        writeAt(copy, path, value);
        expect((await verifyRecord(copy)).kind).not.toBe('valid');
        const last = copyOf(record);
        writeAt(
          last,
          path,
          typeof before === 'string' ? nudge(before) : before === null ? 'x' : Number(before) + 1,
        );
        expect((await verifyRecord(last)).kind).not.toBe('valid');
      }),
      { numRuns: 150 },
    );
  });

  it('is seen when a field is added anywhere', async () => {
    for (const path of ['', 'header', 'events.0', 'notices.0.controller', 'seal', 'header.publicKey']) {
      const copy = copyOf(record);
      const node = path === '' ? copy : readAt(copy, path.split('.'));
      Object.assign(node as object, { note: 'added' });
      expect(await verifyRecord(copy)).toMatchObject({ kind: 'malformed' });
    }
  });
});

describe('truncated', () => {
  it('at the end', async () => {
    const cut = changed(({ events }) => events.pop());
    expect(await verifyRecord(cut)).toMatchObject({ kind: 'truncated', at: 'events' });
    expect(await verifyRecord(changed(({ events }) => events.splice(0)))).toMatchObject({
      kind: 'truncated',
    });
  });

  it('in the middle, and at the beginning', async () => {
    for (const index of [0, 5]) {
      const cut = changed(({ events }) => events.splice(index, 1));
      expect(await verifyRecord(cut)).toMatchObject({ kind: 'truncated', at: `events.${index}.sequence` });
    }
  });
});

describe('replayed', () => {
  it('one event twice, or two in each other’s place', async () => {
    const twice = changed(({ events }) => events.splice(4, 0, event(events, 3)));
    expect(await verifyRecord(twice)).toMatchObject({ kind: 'replayed', at: 'events.4.sequence' });
    const swapped = changed(({ events }) => {
      [events[3], events[4]] = [event(events, 4), event(events, 3)];
    });
    expect(await verifyRecord(swapped)).toMatchObject({ kind: 'replayed', at: 'events.3.sequence' });
  });

  it('an old copy, where the verifier asked for a fresh seal or saw more before', async () => {
    expect(await verifyRecord(record, { challenge: 'today' })).toMatchObject({
      kind: 'replayed',
      at: 'seal.challenge',
    });
    const { ledger, recorder } = await startRecording();
    ledger.request();
    const early = await recorder.record('monday');
    ledger.decide([]);
    const late = await recorder.record('tuesday');
    const seen = { events: late.seal.events, headHash: late.seal.headHash };
    expect(await verifyRecord(early, { seen })).toMatchObject({ kind: 'replayed', at: 'events' });
    expect(await verifyRecord(late, { challenge: 'monday' })).toMatchObject({ kind: 'replayed' });
    expect(await verifyRecord(late, { challenge: 'tuesday', seen })).toMatchObject({ kind: 'valid' });
    const seenEarly = { events: early.seal.events, headHash: early.seal.headHash };
    expect(await verifyRecord(late, { seen: seenEarly })).toMatchObject({ kind: 'valid' });
    expect(await verifyRecord(late, { seen: { events: 2, headHash: 'ab'.repeat(32) } })).toMatchObject({
      kind: 'tampered',
      at: 'events.1',
    });
  });
});

describe('foreign', () => {
  it('an event of another record', async () => {
    const spliced = changed(({ events }) => events.splice(2, 1, event(copyOf(other).events, 2)));
    expect(await verifyRecord(spliced)).toMatchObject({ kind: 'foreign', at: 'events.2.recordId' });
  });

  it('the record of another meeting, participant or key', async () => {
    const { recordId, meetingId, subjectId, publicKey } = record.header;
    expect(await verifyRecord(record, { recordId, meetingId, subjectId, publicKey })).toMatchObject({
      kind: 'valid',
    });
    expect(await verifyRecord(other, { meetingId })).toMatchObject({
      kind: 'foreign',
      at: 'header.meetingId',
    });
    expect(await verifyRecord(other, { recordId })).toMatchObject({ kind: 'foreign', at: 'header.recordId' });
    expect(await verifyRecord(record, { subjectId: 'x' })).toMatchObject({ kind: 'foreign' });
    expect(await verifyRecord(other, { publicKey })).toMatchObject({
      kind: 'foreign',
      at: 'header.publicKey',
    });
  });
});

describe('inconsistent: signed with the right key, and still no work of a ledger', () => {
  const forge = async (
    change: (event: Changeable<ConsentRecord['events'][number]>, index: number) => unknown,
  ): Promise<unknown> => {
    const key = await createSigningKey();
    const copy = copyOf(record);
    copy.header.publicKey = copyOf(key.publicKey);
    let previousHash = await headerHash(copy.header);
    const events = [];
    for (const [index, { hash: _hash, signature: _signature, ...body }] of copy.events.entries()) {
      const draft = { ...body, previousHash, hash: '', signature: '' };
      change(draft, index);
      const { hash: _h, signature: _s, ...changedBody } = draft;
      const signed = await signEvent(changedBody, key);
      previousHash = signed.hash;
      events.push(signed);
    }
    const { signature: _signature, ...seal } = copy.seal;
    return {
      ...copy,
      events,
      seal: await signSeal(copy.header.recordId, { ...seal, headHash: previousHash }, key),
    };
  };

  it('says why', async () => {
    expect(await verifyRecord(await forge(() => {}))).toMatchObject({ kind: 'valid' });
    const cases: [RegExp, Parameters<typeof forge>[0]][] = [
      [/starts from/, (event, index) => index === 4 && Object.assign(event, { previousState: 'refused' })],
      [/never becomes/, (event, index) => index === 0 && Object.assign(event, { eventState: 'withdrawn' })],
      [
        /validity/,
        (event, index) => index === 0 && Object.assign(event, { validUntil: '2026-11-23T10:00:00.000Z' }),
      ],
      [
        /time is before/,
        (event, index) => index === 5 && Object.assign(event, { eventTime: '2026-11-23T08:00:00.000Z' }),
      ],
      [
        /never valid/,
        (event) => event.validUntil && Object.assign(event, { validUntil: '2026-11-23T08:00:00.000Z' }),
      ],
      [
        /notice is not in/,
        (event, index) => index === 0 && Object.assign(event, { noticeSha256: 'cd'.repeat(32) }),
      ],
      [/no party/, (event, index) => index === 0 && Object.assign(event, { entityId: 'nobody' })],
    ];
    for (const [reason, change] of cases) {
      const result = await verifyRecord(await forge(change));
      expect(result).toMatchObject({ kind: 'inconsistent', reason: expect.stringMatching(reason) });
    }
  });
});

describe('malformed', () => {
  it.each([null, undefined, 1, 'text', [], {}, { header: {} }])('%j', async (input) => {
    expect(await verifyRecord(input)).toMatchObject({ kind: 'malformed' });
  });

  it('whatever the input', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (input) => {
        expect((await verifyRecord(input)).kind).toBe('malformed');
      }),
    );
  });
});

it('whatever a ledger goes through, its record is valid', async () => {
  const notices = await Promise.all(
    [exampleScopes, exampleScopes.slice(1), exampleScopes.slice(0, 2)].map((scopes, index) =>
      exampleNotice({ version: String(index), scopes }),
    ),
  );
  const step = fc.oneof(
    fc.constant('request' as const),
    fc.constant('defer' as const),
    fc.constant('withdraw' as const),
    fc.constant('renew' as const),
    fc.constant('end' as const),
    fc.record({ give: fc.subarray([...exampleScopes]) }),
    fc.record({ advance: fc.nat(40) }),
    fc.record({ notice: fc.nat(2) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const clock = createFakeClock(start);
      const ledger = createConsentLedger({
        meetingId: 'm',
        subjectId: 's',
        notice: notices[0] as Notice,
        scopes: exampleScopes,
        expiresAt: start + 60 * minute,
        clock,
      });
      const recorder = await createConsentRecorder({ ledger, now: clock.now });
      for (const action of steps) {
        try {
          if (typeof action === 'string') {
            if (action === 'renew') ledger.renew(clock.now() + 30 * minute);
            else ledger[action]();
          } else if ('give' in action) ledger.decide(action.give);
          else if ('advance' in action) clock.advance(action.advance * minute);
          else ledger.invalidate(notices[action.notice] as Notice);
        } catch {
          // What a ledger refuses changes nothing.
        }
      }
      expect(await verifyRecord(await recorder.record())).toMatchObject({
        kind: 'valid',
        events: ledger.records.length,
      });
    }),
    { numRuns: 40 },
  );
});

function event(
  events: Changeable<ConsentRecord>['events'],
  index: number,
): Changeable<ConsentRecord>['events'][number] {
  const found = events[index];
  if (found === undefined) throw new Error(`there is no event ${index}`);
  return found;
}

type Path = readonly string[];

function leafPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => leafPaths(part, [...path, key]));
}

function readAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], value);
}

function writeAt(value: unknown, path: Path, leaf: unknown): void {
  const last = path.at(-1) ?? '';
  (readAt(value, path.slice(0, -1)) as Record<string, unknown>)[last] = leaf;
}

function nudge(text: string): string {
  const last = text.at(-1);
  return `${text.slice(0, -1)}${last === 'a' ? 'b' : 'a'}`;
}
