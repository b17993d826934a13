import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { summarise } from '../../sdk/meeting/summarise.ts';
import { en } from '../../sdk/ui/messages/en.ts';
import type { WithheldReason } from '../../sdk/vocabulary.ts';
import {
  digest,
  exampleCard,
  longMeeting,
  manyAtOnce,
  released,
  releasedToMany,
  withheld,
} from './examples.ts';
import { allInside, heard, inside, mount, settled } from './mount.ts';

describe('<assent-group-view>', () => {
  test('released: bands with “about”, hidden runs as hidden, the bucket of contributors', async () => {
    const group = await mount('assent-group-view', { view: released });
    expect(inside(group, '.root').dataset.state).toBe('released');
    expect(inside(group, '.bucket').textContent).toContain('5 to 9 people');
    const rows = allInside(group, '[data-signal="speaking-share"] [data-bin]');
    expect(rows.map((row) => [row.dataset.bin, row.dataset.value])).toEqual([
      ['0-1', '0.7'],
      ['2-4', 'hidden'],
      ['abstained', 'hidden'],
    ]);
    expect(rows[0]?.textContent).toContain('about 70%');
    expect(rows[0]?.textContent).toContain('under 15%');
  });

  test('a small group: in words, of a longer time, without any share; signals of which nothing may be said say so', async () => {
    const group = await mount('assent-group-view', { view: digest });
    expect(inside(group, '.root').dataset.state).toBe('digest');
    expect(inside(group, '.bucket').textContent).toMatch(/10 to 19 people take part,\s+over 8 min/);
    const rows = allInside(group, '[data-signal="speaking-share"] [data-level]');
    expect(rows.map((row) => [row.dataset.level, row.dataset.word])).toEqual([
      ['low', 'most'],
      ['middle', undefined],
      ['high', 'few'],
    ]);
    expect(inside(group, '[data-signal="turns"]').textContent).toContain('Nothing of this could be shown.');
    expect(allInside(group, '.bar')).toHaveLength(0);
    expect(group.shadowRoot?.textContent).toContain('always of the same people');
  });

  test('a screen reader is told the same figures, in a table with headers', async () => {
    await mount('assent-group-view', { view: released });
    const table = page.getByRole('table', { name: /Time spent speaking/ });
    await expect.element(table).toBeInTheDocument();
    await expect.element(table.getByRole('cell', { name: 'about 70%' })).toBeInTheDocument();
    await expect.element(table.getByRole('rowheader', { name: /Very little/ })).toBeInTheDocument();
  });

  test.each(Object.keys(en.withheld) as WithheldReason[])(
    'withheld (%s): the reason, no figure',
    async (reason) => {
      const group = await mount('assent-group-view', { view: released });
      group.view = { ...withheld, reason };
      await settled(group);
      expect(inside(group, '.root').dataset).toMatchObject({ state: 'withheld', reason });
      expect(inside(group, '.withheld').textContent).toContain(en.withheld[reason]);
      expect(allInside(group, 'table, .bucket')).toHaveLength(0);
    },
  );
});

describe('<assent-meeting-summary>', () => {
  test('a small group is described in words, without any share', async () => {
    const element = await mount('assent-meeting-summary', { summary: summarise([released, withheld]) });
    const table = inside(element, '[data-signal="speaking-share"]');
    expect(table.dataset.wording).toBe('words');
    expect(table.textContent).toContain('most of the group');
    expect(table.textContent).not.toMatch(/\d/);
    expect(allInside(element, '.bar')).toHaveLength(0);
  });

  test('of a small group it says how sure its words are, not how shares that nobody sees are rounded', async () => {
    const element = await mount('assent-meeting-summary', { summary: summarise([digest]) });
    expect(inside(element, '[part="uncertainty"]').textContent).toContain('“Most” is more than half');
    expect(inside(element, '.root').textContent).not.toMatch(/%|A window lasts/);
  });

  test('a large group is described in shares, from at least to at most', async () => {
    const element = await mount('assent-meeting-summary', { summary: summarise([releasedToMany]) });
    const little = inside(element, '[data-signal="speaking-share"] [data-level="low"]');
    expect(little.textContent).toMatch(/70% to 100%|about 70%/);
    expect(inside(element, '.bucket').textContent).toContain('20 or more people');
  });

  test('tells how much was said over others where the speaking shares prove it, and else that it cannot', async () => {
    const row = async (...views: Parameters<typeof summarise>[0]): Promise<string | null | undefined> => {
      const element = await mount('assent-meeting-summary', { summary: summarise(views) });
      return allInside(element, '[data-signal="overlap"] td')[0]?.textContent;
    };
    expect(await row(manyAtOnce)).toBe('at least about 35% of the talking');
    expect(await row(releasedToMany)).toBe('cannot be said');
    expect(await row(released)).toBeUndefined();
  });

  test('counts what was withheld with the reasons, and always states its limits', async () => {
    const element = await mount('assent-meeting-summary', {
      summary: summarise([withheld, { ...withheld, atSeconds: 1120, reason: 'group-changed' }]),
    });
    expect(inside(element, '.root').dataset.state).toBe('withheld');
    expect(allInside(element, '.withheld li').map(({ dataset }) => [dataset.reason, dataset.count])).toEqual([
      ['too-few-contributors', '1'],
      ['group-changed', '1'],
    ]);
    expect(inside(element, '[data-limit="not-for-evaluation"]').textContent).toContain('must not be used');
  });
});

describe('a long meeting', () => {
  test('is drawn over time, with the same figures in a table', async () => {
    const element = await mount('assent-meeting-summary', { summary: summarise(longMeeting) });
    const chart = inside(element, '[data-course="turns"] assent-summary-chart');
    await expect.poll(() => chart.shadowRoot?.querySelectorAll('canvas').length).toBe(3);
    const canvas = inside<HTMLCanvasElement>(chart, '[data-level="low"] canvas');
    await expect.poll(() => inked(canvas)).toBeGreaterThan(500);
    const rows = allInside(element, '[data-course="turns"] tbody tr');
    expect(rows).toHaveLength(12);
    expect(rows[0]?.textContent).toContain('about 40%');
    expect(rows[4]?.textContent).toContain('Nothing of this could be shown');
  });

  test('is printed in the colours of paper, and is then as it was on the screen', async () => {
    const element = await mount('assent-meeting-summary', { summary: summarise(longMeeting) });
    element.style.colorScheme = 'dark';
    const chart = inside(element, '[data-course="turns"] assent-summary-chart');
    const light = (): number => lightness(inside<HTMLCanvasElement>(chart, '[data-level="low"] canvas'));
    await expect.poll(() => chart.shadowRoot?.querySelectorAll('canvas').length).toBe(3);
    // Drawn before the scheme was set: as after any other print.
    window.dispatchEvent(new Event('afterprint'));
    await expect.poll(light).toBeGreaterThan(120);
    window.dispatchEvent(new Event('beforeprint'));
    await expect.poll(light).toBeLessThan(100);
    window.dispatchEvent(new Event('afterprint'));
    await expect.poll(light).toBeGreaterThan(120);
  });

  test('says how wrong the models are, for whom', async () => {
    const element = await mount('assent-meeting-summary', {
      summary: summarise(longMeeting),
      cards: [exampleCard],
    });
    expect(inside(element, '[part="errors"]').textContent).toContain('smile-auc 0.991 (0.985 – 0.996)');
    expect(inside(element, '[part="errors"]').textContent).toContain('Group: worst group 0.968');
  });

  test('a file is offered unless the page takes it', async () => {
    const element = await mount('assent-meeting-summary', { summary: summarise(longMeeting) });
    const files = heard('assent-export-summary');
    document.addEventListener('assent-export-summary', (event) => event.preventDefault(), { once: true });
    inside(element, '[data-format="html"]').click();
    await expect.poll(() => files.length).toBe(1);
    expect(files[0]?.detail).toMatchObject({ format: 'html', mediaType: 'text/html;charset=utf-8' });
    expect(files[0]?.detail.text).toContain('Summary of the meeting');
  });
});

/** Of the pixels that the line covers wholly, from 0 to 255. */
function lightness(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  let sum = 0;
  let count = 0;
  for (let index = 0; index < data.length; index += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(index, index + 4);
    // The line and its points alone are green: letters and the grid are grey.
    if (alpha < 255 || green - red < 40) continue;
    sum += (red + green + blue) / 3;
    count += 1;
  }
  return sum / Math.max(1, count);
}

/** Pixels of a canvas that were drawn on. */
function inked(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  let count = 0;
  for (let index = 3; index < data.length; index += 4) if ((data[index] ?? 0) > 0) count += 1;
  return count;
}
