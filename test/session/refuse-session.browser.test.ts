import { describe, expect, it, vi } from 'vitest';
import * as affect from '../../sdk/affect/index.ts';
import { breakoutMeetingId } from '../../sdk/consent/breakout-options.ts';
import type { Scope } from '../../sdk/vocabulary.ts';
import { faceAffect, faceSelf } from './all-scopes.ts';
import { camera, deploymentOf, join, pause, until, watched } from './join-session.ts';

describe('what a session refuses', () => {
  it('never loads affect at a workplace, and says by which rule', async () => {
    const load = vi.fn(async () => affect);
    const workplace = deploymentOf({ context: 'workplace', jurisdictions: ['FR'] });
    const { session, mine } = await join({ affect: load, deployment: workplace }, [await camera()]);
    expect(session.consent.scopes.filter(({ tier }) => tier === 'affect')).toEqual([]);
    expect(session.policy.refusals.length).toBeGreaterThan(0);
    for (const refusal of session.policy.refusals) {
      expect(refusal).toMatchObject({
        kind: 'refused',
        tier: 'affect',
        source: expect.stringContaining('2024/1689'),
      });
    }
    expect(() => session.consent.decide([faceAffect])).toThrow(
      expect.objectContaining({ code: 'consent-refused' }),
    );
    session.consent.decide([faceSelf]);
    await until(() => mine.length > 20);
    expect(load).not.toHaveBeenCalled();
    expect(mine.some(({ kind }) => kind === 'affect')).toBe(false);
  });

  it('asks for nothing that would lead to nothing: no affect without its entry, no group without a service', async () => {
    const { session, views, ended } = await join();
    const keyOf = ({ modality, purpose, tier }: Scope): string => `${modality} ${purpose} ${tier}`;
    expect(session.consent.scopes.map(keyOf).sort()).toEqual([
      'face self-view behaviour',
      'voice self-view behaviour',
    ]);
    expect(views).toMatchObject([{ kind: 'withheld', reason: 'not-connected', k: 5 }]);
    expect(ended.has('group$')).toBe(false);
    const models = session.consent.notice.processes.flatMap((process) => process.models.map(({ id }) => id));
    expect(models.sort()).toEqual(['mediapipe-face-landmarker', 'silero-vad']);
  });

  it('rejects a session without a deployment, and one in unanimous mode without everyone', async () => {
    await expect(join({ deployment: undefined as never })).rejects.toThrow(/^deployment:/);
    await expect(join({ deployment: deploymentOf({ mode: 'unanimous' }) })).rejects.toThrow(
      /^everyoneConsents\$:/,
    );
    await expect(join({ expiresAt: Date.now() + 100 * 3_600_000 })).rejects.toThrow(/^expiresAt:/);
  });

  it('asks a minor for no estimate, wherever they are', async () => {
    const load = vi.fn(async () => affect);
    const { session } = await join({ affect: load, participant: { minor: true } });
    expect(session.consent.scopes.some(({ tier }) => tier === 'affect')).toBe(false);
    expect(session.policy.refusals.map(({ rule }) => rule)).toContain('minor');
    const models = session.consent.notice.processes.flatMap((process) => process.models.map(({ id }) => id));
    expect(models.filter((id) => id.includes('affect'))).toEqual([]);
    expect(load).not.toHaveBeenCalled();
  });

  it('carries no consent into a breakout room, and none back', async () => {
    const platform = watched();
    const track = await camera();
    const main = await join({ meetingId: 'main' }, [track]);
    main.session.consent.decide([faceSelf]);
    await until(() => main.mine.length > 5);
    const room = await join({ meetingId: breakoutMeetingId('main', 'one') }, [track]);
    expect(room.session.consent.states$).not.toBe(main.session.consent.states$);
    expect(room.session.consent.subjectId).not.toBe(main.session.consent.subjectId);
    await pause(500);
    expect([room.mine.length, room.active().length, platform.workers()]).toEqual([0, 0, ['assent-face']]);
    main.session.consent.withdraw();
    room.session.consent.decide([faceSelf]);
    await until(() => room.mine.length > 5);
    expect(main.active()).toEqual([]);
    room.session.close();
    expect(platform.workers()).toEqual([]);
    expect(main.session.consent.records.at(-1)?.state).toBe('withdrawn');
  });
});
