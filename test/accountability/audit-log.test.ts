import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry, AuditExport } from '../../sdk/accountability/audit-log.ts';
import { createAuditLog } from '../../sdk/accountability/create-audit-log.ts';
import { verifyAuditLog } from '../../sdk/accountability/verify-audit-log.ts';
import { createSigningKey, type SigningKey } from '../../sdk/integrity/signing-key.ts';
import { voiceSelf } from '../consent/example-notice.ts';
import { type Changeable, copyOf } from '../consent/record/example-record.ts';

const entries: readonly AuditEntry[] = [
  { kind: 'session', event: 'opened', meetingId: 'meeting-1' },
  { kind: 'configuration', what: 'notice', sha256: 'ab'.repeat(32) },
  { kind: 'consent', state: 'given', scope: voiceSelf, noticeSha256: 'ab'.repeat(32) },
  { kind: 'model', event: 'loaded', modelId: 'face', sha256: 'cd'.repeat(32) },
  { kind: 'contest', count: 1 },
  { kind: 'drift', feature: 'smile', verdict: 'fits' },
  { kind: 'session', event: 'closed', meetingId: 'meeting-1' },
];
let key: SigningKey;
let log: AuditExport;
let time = Date.UTC(2026, 10, 23);

beforeAll(async () => {
  key = await createSigningKey();
  const audit = createAuditLog({ key, now: () => time });
  for (const [index, entry] of entries.entries()) {
    time += 1000;
    await audit.append(entry);
    if (index === 3) await audit.checkpoint();
  }
  log = await audit.export();
});

const changed = (change: (copy: Changeable<AuditExport>) => unknown): unknown => {
  const copy = copyOf(log);
  change(copy);
  return copy;
};

describe('an audit log', () => {
  it('is valid as written, also through JSON', async () => {
    const valid = { kind: 'valid', lines: 7, signedLines: 7 };
    expect(await verifyAuditLog(log)).toEqual(valid);
    expect(await verifyAuditLog(copyOf(log), key.publicKey)).toEqual(valid);
    expect(log.checkpoints.map(({ lines }) => lines)).toEqual([4, 7]);
  });

  it('keeps the order of the calls, and time that never runs backwards', async () => {
    const audit = createAuditLog({ key, now: () => (time -= 5000) });
    await Promise.all(entries.map((entry) => audit.append(entry)));
    const { lines } = await audit.export();
    expect(lines.map(({ entry }) => entry)).toEqual(entries);
    expect(await verifyAuditLog(await audit.export())).toMatchObject({ kind: 'valid' });
  });

  it('takes nothing that could carry a measurement', async () => {
    const audit = createAuditLog({ key });
    const attempts: unknown[] = [
      { ...entries[2], valence: 0.3 },
      { kind: 'estimate', value: 1 },
      { kind: 'contest', count: 1, signal: 'smile' },
      { kind: 'drift', feature: 'smile', verdict: 0.4 },
      null,
    ];
    for (const entry of attempts) await expect(audit.append(entry as AuditEntry)).rejects.toThrow(/^entry\./);
    expect((await audit.export()).lines).toEqual([]);
    expect(await verifyAuditLog(await audit.export())).toEqual({ kind: 'valid', lines: 0, signedLines: 0 });
  });

  it('shows what was done to it', async () => {
    const cases: [string, unknown][] = [
      [
        'tampered',
        changed(({ lines }) => Object.assign(lines[2] as object, { time: '2026-11-23T00:00:02.500Z' })),
      ],
      ['tampered', changed(({ checkpoints }) => Object.assign(checkpoints[0] as object, { lines: 3 }))],
      ['truncated', changed(({ lines }) => lines.pop())],
      ['truncated', changed(({ lines }) => lines.splice(2, 1))],
      ['replayed', changed(({ lines }) => lines.splice(2, 0, lines[1] as never))],
      ['replayed', changed(({ lines }) => lines.reverse())],
      ['malformed', changed((copy) => Object.assign(copy, { note: 'x' }))],
    ];
    for (const [kind, input] of cases)
      expect([kind, await verifyAuditLog(input)]).toMatchObject([kind, { kind }]);
    const { publicKey } = await createSigningKey();
    expect(await verifyAuditLog(log, publicKey)).toMatchObject({ kind: 'foreign' });
  });

  it('shows any change of any line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(6),
        fc.constantFrom('sequence', 'time', 'entry', 'previousHash', 'hash'),
        async (at, field) => {
          const input = changed(({ lines }) => {
            const line = lines[at] as unknown as Record<string, unknown>;
            line[field] = (lines[(at + 1) % 7] as unknown as Record<string, unknown>)[field];
          });
          fc.pre(JSON.stringify(input) !== JSON.stringify(log));
          expect((await verifyAuditLog(input)).kind).not.toBe('valid');
        },
      ),
    );
  });

  it('calls whatever else it is given malformed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (input) => {
        expect((await verifyAuditLog(input)).kind).toBe('malformed');
      }),
    );
  });
});
