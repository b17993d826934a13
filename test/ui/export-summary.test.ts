import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { summarise } from '../../sdk/meeting/summarise.ts';
import { exportSummary } from '../../sdk/ui/export-summary.ts';
import { loadMessages } from '../../sdk/ui/messages/load-messages.ts';
import { languages } from './all-messages.ts';
import { exampleCard, longMeeting, manyAtOnce, released, withheld } from './examples.ts';

const large = summarise(longMeeting);
const small = summarise([released, withheld]);
const of = async (summary: typeof large, format: 'json' | 'csv' | 'html', language = 'en'): Promise<string> =>
  (await exportSummary(summary, { format, cards: [exampleCard], language })).text;

describe('exportSummary', () => {
  test('JSON is the summary, and how wrong the models are', async () => {
    const { models, ...rest } = JSON.parse(await of(large, 'json'));
    expect(rest).toEqual(large);
    expect(models).toEqual([{ id: 'face-landmarker', version: '1', evaluations: exampleCard.evaluations }]);
    expect((await exportSummary(large, { format: 'json' })).fileName).toBe('meeting-summary-2027-01-15.json');
  });

  test('CSV is read back by a reader of CSV, window by window', async () => {
    const rows: string[][] = parse(await of(large, 'csv'), { relax_column_count: true });
    expect(rows[0]).toEqual([
      'from',
      'to',
      'signal',
      'unit',
      'level',
      'share_at_least',
      'share_at_most',
      'word',
    ]);
    const first = rows.find((row) => row[2] === 'turns' && row[0] === row[1] && row[4] === 'low');
    expect(first?.slice(5, 7)).toEqual(['0.4', '0.4']);
    // Five signals of three levels, as a whole and in each of ten windows that were shown.
    expect(rows.filter((row) => ['low', 'middle', 'high'].includes(row[4] ?? '')).length).toBe(15 + 150);
    expect(rows).toContainEqual(['withheld_group-changed', '2']);
  });

  test('a small group is told in words in every format that people read', async () => {
    const shares = parse(await of(small, 'csv'), { relax_column_count: true }).map((row: string[]) =>
      row.slice(5, 7).join(''),
    );
    expect(shares.filter((share: string) => /\d/.test(share))).toEqual([]);
    expect(await of(small, 'html')).toContain('most of the group');
    expect(await of(small, 'html')).not.toMatch(/about \d/);
    expect(small.course).toEqual([]);
  });

  test.each(languages)('what was said over others is in every format, in %s', async (language) => {
    const many = summarise([manyAtOnce]);
    expect(JSON.parse(await of(many, 'json', language)).overlap).toEqual({ windows: 1, shareAtLeast: 0.35 });
    expect(await of(many, 'csv', language)).toContain('\r\ntalk_over_others_at_least,0.35\r\n');
    const { overlap } = await loadMessages(language);
    const share = new Intl.NumberFormat(language, { style: 'percent' }).format(0.35);
    expect(await of(many, 'html', language)).toContain(overlap.name);
    expect(await of(many, 'html', language)).toContain(overlap.atLeast.replace('{share}', share));
    expect(await of(small, 'csv', language)).not.toContain('talk_over_others');
    expect(await of(small, 'html', language)).not.toContain(overlap.name);
  });

  test.each(languages)('HTML in %s loads nothing and runs nothing', async (language) => {
    const text = await of(large, 'html', language);
    expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    expect(text).toContain(`default-src 'none'; style-src 'unsafe-inline'`);
    expect(text).not.toMatch(/<script|<img|<link|<iframe|\bsrc=|\bhref=|url\(|https?:|@import/i);
    expect(text).toContain('Face &lt;Landmarker&gt;');
    const { limit } = await loadMessages(language);
    expect(text).toContain(limit['not-for-evaluation'].replaceAll("'", '&#39;'));
  });
});
