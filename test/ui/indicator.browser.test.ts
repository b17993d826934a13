import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { faceForMe, running, voiceForGroup, voiceForMe } from './examples.ts';
import { allInside, heard, inside, mount, settled } from './mount.ts';

describe('what is measured', () => {
  test('names each modality and its purposes, and says so to a screen reader', async () => {
    const indicator = await mount('assent-indicator', { active: running });
    expect(allInside(indicator, '.chip').map((chip) => [chip.dataset.modality, chip.dataset.state])).toEqual([
      ['voice', 'running'],
      ['face', 'starting'],
    ]);
    expect(inside(indicator, '[role="status"]').textContent).toMatch(
      /Voice, for your own view and for the group summary.*Face, for your own view/s,
    );
  });

  test('shows nothing but an empty status once nothing is computed', async () => {
    const indicator = await mount('assent-indicator', { active: running });
    indicator.active = [];
    await settled(indicator);
    expect(allInside(indicator, '.chip, button')).toHaveLength(0);
    expect(inside(indicator, '.root').dataset.state).toBe('idle');
    expect(inside(indicator, '[role="status"]').textContent).toContain('Nothing is being measured');
  });

  test('the gravest state of a modality is shown, with its reason in words', async () => {
    const indicator = await mount('assent-indicator', {
      active: [
        { scope: voiceForMe, state: 'running' },
        { scope: voiceForGroup, state: 'paused', reason: 'muted' },
        { scope: faceForMe, state: 'failed', reason: 'no-such-code' },
      ],
    });
    expect(inside(indicator, '.chip.voice').textContent).toContain('Your microphone or camera is off.');
    expect(inside(indicator, '.chip.face').textContent).toContain('There is a problem.');
  });
});

describe('one-click stop', () => {
  test('stops one modality with all its scopes', async () => {
    const withdrawn = heard('assent-withdraw');
    await mount('assent-indicator', { active: running });
    await page.getByRole('button', { name: 'Stop Voice' }).click();
    expect(withdrawn.map(({ detail }) => detail)).toEqual([{ scopes: [voiceForMe, voiceForGroup] }]);
  });

  test('stops everything, and goes on showing it until it really stopped', async () => {
    const withdrawn = heard('assent-withdraw');
    const indicator = await mount('assent-indicator', { active: running });
    await page.getByRole('button', { name: 'Stop all' }).click();
    await settled(indicator);
    expect(withdrawn.map(({ detail }) => detail)).toEqual([{}]);
    expect(allInside(indicator, '.chip')).toHaveLength(2);
  });

  test('focus stays in the indicator when the button that had it goes', async () => {
    const indicator = await mount('assent-indicator', { active: running });
    inside(indicator, '[data-action="stop-all"]').focus();
    indicator.active = [];
    await settled(indicator);
    expect(document.activeElement).toBe(indicator);
    expect(indicator.shadowRoot?.activeElement).toBe(inside(indicator, '.root'));
  });

  test('every stop button is at least 24 by 24 CSS pixels (WCAG 2.2, 2.5.8)', async () => {
    const indicator = await mount('assent-indicator', { active: running });
    for (const button of allInside(indicator, 'button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    }
  });
});
