import { describe, expect, it } from 'vitest';
import { verifyAuditLog } from '../../sdk/accountability/verify-audit-log.ts';
import * as affect from '../../sdk/affect/index.ts';
import { verifyRecord } from '../../sdk/consent/record/verify-record.ts';
import { faceAffect, faceSelf, voiceSelf } from './all-scopes.ts';
import { camera, join, until } from './join-session.ts';

describe('the accounts of a session', () => {
  it('are complete although nobody asked for them before the end, and hold decisions only', async () => {
    const { session, mine } = await join({ affect: async () => affect }, [await camera()]);
    session.consent.request();
    session.consent.decide([faceSelf, faceAffect]);
    await until(() => mine.length > 20);
    expect(session.contest('smile')).toEqual({
      count: 1,
      redress: { name: 'Example', contact: 'privacy@example.org' },
    });
    session.contest('smile');
    session.consent.withdraw([faceAffect]);
    session.close();

    const accounts = await session.accounts();
    expect(await session.accounts()).toBe(accounts);
    const record = await accounts.recorder.record('challenge');
    expect(await verifyRecord(record, { meetingId: 'meeting-1', challenge: 'challenge' })).toMatchObject({
      kind: 'valid',
      events: session.consent.records.length,
      open: false,
    });
    expect(record.processes.flatMap(({ models }) => models.map(({ id }) => id))).toContain(
      'assent-face-affect-rules-4',
    );

    const log = await accounts.auditLog();
    expect(await verifyAuditLog(log)).toMatchObject({ kind: 'valid', signedLines: log.lines.length });
    const kinds = log.lines.map(({ entry }) =>
      [entry.kind, 'event' in entry ? entry.event : 'what' in entry ? entry.what : ''].join(' ').trim(),
    );
    expect(kinds.slice(0, 4)).toEqual([
      'session opened',
      'configuration deployment',
      'configuration policy',
      'configuration notice',
    ]);
    expect(kinds.at(-1)).toBe('session closed');
    expect(kinds.filter((kind) => kind === 'contest')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'consent')).toHaveLength(session.consent.records.length);
    const loaded = log.lines.flatMap(({ entry }) =>
      entry.kind === 'model' && entry.event === 'loaded' ? [entry.modelId] : [],
    );
    expect(loaded).toEqual(['mediapipe-face-landmarker', 'assent-face-affect-rules-4']);
    const times = log.lines.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
    expect(new Set(times).size).toBeGreaterThan(2);
    for (const word of ['smile', 'valence', 'value', 'reading'])
      expect(JSON.stringify(log)).not.toContain(word);
  });

  it('grow while the meeting goes on', async () => {
    const { session } = await join();
    const { recorder, auditLog } = await session.accounts();
    const before = (await auditLog()).lines.length;
    session.consent.decide([voiceSelf]);
    session.consent.withdraw();
    expect((await recorder.record()).events.map(({ eventState }) => eventState)).toEqual(
      session.consent.records.map(({ state }) => state),
    );
    expect((await auditLog()).lines.length).toBe(before + session.consent.records.length);
  });
});
