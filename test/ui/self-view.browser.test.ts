import { describe, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import type { Signal } from '../../sdk/vocabulary.ts';
import { abstained, affect, measured, measurement, measurements } from './examples.ts';
import { allInside, heard, inside, mount, settled } from './mount.ts';

describe('own measurements', () => {
  test('each stands with value, unit and uncertainty, as text and as data', async () => {
    const view = await mount('assent-self-view', { signals: measurements });
    const pitch = inside(view, '[data-signal="pitch"]');
    expect(pitch.dataset).toMatchObject({ state: 'measured', value: '118.4' });
    expect(inside(view, '[data-signal="pitch"] .figure').textContent?.replace(/\s+/g, ' ')).toContain(
      '118 ± 12 Hz',
    );
    expect(inside(view, '[data-signal="smile"] .figure').textContent).toContain('62%');
  });

  test('an abstention says why and carries no value', async () => {
    const view = await mount('assent-self-view', { signals: measurements });
    const mouth = inside(view, '[data-signal="mouth-open"]');
    expect(mouth.dataset).toMatchObject({ state: 'abstained', reason: 'face-covered too-dark' });
    expect(mouth.dataset.value).toBeUndefined();
    expect(mouth.textContent).toContain('Something covers part of your face. It is too dark.');
  });

  test('takes a map as well as a list, and shows the newest of a name', async () => {
    const older = measurement('face', 'smile', '1', measured(0.1), 900);
    const newer = measurement('face', 'smile', '1', measured(0.9), 1000);
    const view = await mount('assent-self-view', { signals: [newer, older] });
    expect(inside(view, '[data-signal="smile"]').dataset.value).toBe('0.9');
    view.signals = new Map<string, Signal>([['smile', older]]);
    await settled(view);
    expect(inside(view, '[data-signal="smile"]').dataset.value).toBe('0.1');
  });

  test('a value and the same value gone leave nothing of each other behind', async () => {
    const view = await mount('assent-self-view', {
      signals: [measurement('face', 'smile', '1', measured(0.9))],
    });
    view.signals = [measurement('face', 'smile', '1', abstained('no-face'), 1001)];
    await settled(view);
    const smile = inside(view, '[data-signal="smile"]');
    expect(smile.dataset.value).toBeUndefined();
    expect(smile.textContent).not.toContain('90%');
    view.signals = [];
    await settled(view);
    expect(allInside(view, '[data-signal]')).toHaveLength(0);
    expect(inside(view, '.root').dataset.state).toBe('empty');
  });
});

describe('voice contour', () => {
  const voiceAt = (atSeconds: number, pitchHz: number): readonly Signal[] => [
    measurement('voice', 'pitch', 'Hz', measured(pitchHz), atSeconds),
    measurement('voice', 'loudness', 'dBFS', measured(-20), atSeconds),
  ];

  test('grows with what it is given, forgets after ten seconds, and goes when voice goes', async () => {
    const view = await mount('assent-self-view');
    for (let step = 0; step < 60; step += 1) {
      view.signals = voiceAt(1000 + step / 4, 100 + step);
      await settled(view);
    }
    expect(inside(view, '.contour').dataset.points).toBe('40');
    expect(inside(view, 'path.pitch').getAttribute('d')).toMatch(/^M[\d. ]+h0\.01(L[\d. ]+){39}$/);
    view.signals = [];
    await settled(view);
    view.signals = voiceAt(1015, 120);
    await settled(view);
    expect(inside(view, '.contour').dataset.points).toBe('1');
  });
});

describe('the expression as measured', () => {
  test('is a region on the plane, as wide as its uncertainty', async () => {
    const view = await mount('assent-self-view', { signals: [affect] });
    const outer = inside(view, '.region.outer');
    expect(outer.localName).toBe('ellipse');
    expect(Number(outer.getAttribute('rx'))).toBeCloseTo(2.45 * 18);
    expect(Number(outer.getAttribute('ry'))).toBeCloseTo(2.45 * 25);
    expect(Number(outer.getAttribute('cx'))).toBeCloseTo(45);
    expect(Number(outer.getAttribute('cy'))).toBeCloseTo(-15);
  });

  test('claims a direction only where the uncertainty allows it', async () => {
    const view = await mount('assent-self-view', { signals: [affect] });
    expect(inside(view, '[data-signal="valence"]').textContent).toContain('may look or sound more positive');
    expect(inside(view, '[data-signal="arousal"]').textContent).toContain('cannot be told');
  });

  test('is a band across the plane where one dimension abstained, with the reason', async () => {
    const voiceOnly = { ...affect, valence: abstained('not-estimable'), arousal: measured(0.5, 0.1) };
    const view = await mount('assent-self-view', { signals: [voiceOnly] });
    const outer = inside(view, '.region.outer');
    expect(outer.localName).toBe('rect');
    expect(Number(outer.getAttribute('width'))).toBe(200);
    expect(inside(view, '[data-signal="valence"]').textContent).toContain(
      'cannot be told from what was measured',
    );
  });

  test('draws no region and claims nothing where both abstained', async () => {
    const nothing = { ...affect, valence: abstained('no-face'), arousal: abstained('muted'), evidence: [] };
    const view = await mount('assent-self-view', { signals: [nothing] });
    expect(allInside(view, '.region')).toHaveLength(0);
    expect(inside(view, '[data-signal="affect"]').dataset.state).toBe('abstained');
  });

  test('answers “why this” with the evidence in words', async () => {
    const view = await mount('assent-self-view', { signals: [affect] });
    inside(view, '.why summary').click();
    expect(allInside(view, '.why li').map((item) => item.textContent)).toEqual([
      'a smile: towards positive (62%)',
      'how high the voice is: towards calm (12%)',
    ]);
  });
});

describe('a reference that no longer fits', () => {
  test('is told of beside what it is about, and only then', async () => {
    const view = await mount('assent-self-view', {
      signals: [...measurements, affect],
      drift: [
        { modality: 'face', feature: 'smile', verdict: 'fits' },
        { modality: 'face', feature: 'valence', verdict: 'watch' },
        { modality: 'face', feature: 'arousal', verdict: 'too-little-data' },
      ],
    });
    expect(allInside(view, '[data-drift]')).toHaveLength(0);
    view.drift = [{ modality: 'face', feature: 'smile', verdict: 'no-longer-fits' }];
    await settled(view);
    expect(allInside(view, '[data-drift]').map(({ dataset }) => dataset.drift)).toEqual(['smile']);
    expect(inside(view, '.face [data-drift]').textContent).toContain('may be wrong more often');
    view.drift = ['valence', 'arousal'].map((feature) => ({
      modality: 'face',
      feature,
      verdict: 'no-longer-fits',
    }));
    await settled(view);
    expect(allInside(view, '[data-drift]').map(({ dataset }) => dataset.drift)).toEqual(['valence arousal']);
    expect(inside(view, '.affect [data-drift]').checkVisibility()).toBe(true);
  });
});

describe('this is wrong', () => {
  test('asks with the name of the signal and its models, never with its value', async () => {
    const contested = heard('assent-contest');
    const view = await mount('assent-self-view', { signals: [...measurements, affect] });
    inside(view, '.affect [data-action="contest"]').click();
    inside(view, '[data-signal="smile"] [data-action="contest"]').click();
    await settled(view);
    inside(view, '.affect [data-action="contest"]').click();
    expect(contested.map(({ detail }) => detail)).toEqual([
      { signal: 'affect', modalities: ['voice', 'face'], atSeconds: 1000, modelIds: ['face-affect@1'] },
      { signal: 'smile', modalities: ['face'], atSeconds: 1000, modelIds: [] },
    ]);
    expect(inside(view, '.affect .contest').textContent).toContain('You said that this is wrong');
    expect(allInside(view, '[data-signal="pitch"] [data-action="contest"]')).toHaveLength(1);
  });
});

describe('what people set on their device', () => {
  test('nothing moves by itself where less motion is asked for', async () => {
    const emulate = (value: string): Promise<unknown> =>
      cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value }] });
    const view = await mount('assent-self-view', { signals: [affect] });
    await emulate('no-preference');
    expect(getComputedStyle(inside(view, '.region')).transitionDuration).not.toBe('0s');
    await emulate('reduce');
    expect(getComputedStyle(inside(view, '.region')).transitionProperty).toBe('none');
    await emulate('');
  });
});
