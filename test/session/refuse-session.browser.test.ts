import { describe, expect, it, vi } from 'vitest';
import * as affect from '../../sdk/affect/index.ts';
import type { Scope } from '../../sdk/vocabulary.ts';
import { faceAffect, faceSelf } from './all-scopes.ts';
import { camera, deploymentOf, join, until } from './join-session.ts';

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
});
