import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { exampleRecords } from './examples.ts';
import { allInside, heard, inside, mount, settled } from './mount.ts';

describe('what it shows', () => {
  test('each call with who is responsible, until when it is kept, and whether it is genuine', async () => {
    const element = await mount('assent-records', { records: await exampleRecords(), lang: 'en-GB' });
    const [ended, open] = allInside(element, '.card');
    expect(ended?.textContent).toMatch(/Call of 23 November 2026/);
    expect(ended?.textContent).toContain('Example Ltd');
    expect(ended?.textContent).toMatch(/Kept on this device until 23 December 2026/);
    expect(ended?.querySelector<HTMLElement>('[data-genuine]')?.dataset.genuine).toBe('true');
    expect([ended?.dataset.open, open?.dataset.open]).toEqual(['false', 'true']);
    expect(open?.textContent).toContain('Not kept.');
    expect(open?.querySelector<HTMLElement>('[data-genuine]')?.dataset.genuine).toBe('false');
  });

  test('the log: every step with its time, its scope and its state in words', async () => {
    const [shown] = await exampleRecords();
    if (shown === undefined) throw new Error('there is no record');
    const element = await mount('assent-records', { records: [shown] });
    const rows = allInside(element, 'tbody tr');
    expect(rows.map((row) => row.dataset.state)).toEqual(
      shown.record.events.map(({ eventState }) => eventState),
    );
    expect(rows[4]?.textContent).toMatch(/Show me how I speak|You said/);
    expect(inside<HTMLTimeElement>(element, 'time').dateTime).toBe(shown.record.events[0]?.eventTime);
  });

  test('nothing is kept unless that is asked for, and no box where the app offers none', async () => {
    const element = await mount('assent-records');
    expect(allInside(element, 'input')).toHaveLength(0);
    element.keeping = false;
    await settled(element);
    expect(inside<HTMLInputElement>(element, 'input').checked).toBe(false);
  });

  test('says why the device keeps nothing', async () => {
    const element = await mount('assent-records', { keeping: false, trouble: 'blocked' });
    expect(inside(element, '[role="status"]').textContent).toContain('does not let this page keep anything');
  });
});

describe('what it asks for', () => {
  test('keeping: the box goes on showing what is, until the app says otherwise', async () => {
    const asked = heard('assent-keep-records');
    const element = await mount('assent-records', { keeping: false });
    await page.getByRole('checkbox', { name: 'Keep my records on this device' }).click();
    await settled(element);
    expect(asked.map(({ detail }) => detail)).toEqual([{ keep: true }]);
    expect(inside<HTMLInputElement>(element, 'input').checked).toBe(false);
    element.keeping = true;
    await settled(element);
    expect(inside<HTMLInputElement>(element, 'input').checked).toBe(true);
    await page.getByRole('checkbox').click();
    expect(asked.at(-1)?.detail).toEqual({ keep: false });
  });

  test('a file of one record, or of all, in either form', async () => {
    const asked = heard('assent-export-records');
    const records = await exampleRecords();
    const element = await mount('assent-records', { records });
    const ids = records.map(({ record }) => record.header.recordId);
    for (const button of allInside(element, '[data-action^="export"]')) button.click();
    expect(asked.map(({ detail }) => detail)).toEqual([
      { recordIds: [ids[0]], format: 'json' },
      { recordIds: [ids[0]], format: 'json-ld' },
      { recordIds: [ids[1]], format: 'json' },
      { recordIds: [ids[1]], format: 'json-ld' },
      { recordIds: ids, format: 'json' },
      { recordIds: ids, format: 'json-ld' },
    ]);
  });

  test('deletion only after a second yes, by keyboard, with the focus on the harmless answer', async () => {
    const asked = heard('assent-delete-records');
    const records = await exampleRecords();
    const element = await mount('assent-records', { records });
    inside(element, '[data-action="delete"]').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => focused(element)).toBe('keep');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => focused(element)).toBe('delete');
    expect(asked).toHaveLength(0);

    await userEvent.keyboard('{Enter}');
    await expect.poll(() => focused(element)).toBe('keep');
    await userEvent.keyboard('{Tab}{Enter}');
    expect(asked.map(({ detail }) => detail)).toEqual([{ recordIds: [records[0]?.record.header.recordId] }]);
    expect(allInside(element, '.card')).toHaveLength(2);
    await expect.poll(() => element.shadowRoot?.activeElement?.className).toBe('root');
  });

  test('deletion of all; the question goes when what it was about is gone', async () => {
    const asked = heard('assent-delete-records');
    const records = await exampleRecords();
    const element = await mount('assent-records', { records });
    inside(element, '[data-which="*"]').click();
    await settled(element);
    inside(element, '[data-action="delete-now"]').click();
    expect(asked[0]?.detail.recordIds).toHaveLength(2);
    inside(element, '[data-action="delete"]').click();
    await settled(element);
    expect(allInside(element, '.confirm')).toHaveLength(1);
    element.records = records.slice(1);
    await settled(element);
    expect(allInside(element, '.confirm')).toHaveLength(0);
  });

  test('every control is at least 24 by 24 CSS pixels (WCAG 2.2, 2.5.8) on a narrow screen without sideways scrolling', async () => {
    await page.viewport(320, 800);
    const element = await mount('assent-records', { records: await exampleRecords(), keeping: true });
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    for (const control of allInside(element, 'button')) {
      const { width, height } = control.getBoundingClientRect();
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    }
  });
});

function focused(element: HTMLElement): string | undefined {
  return (element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.action;
}
