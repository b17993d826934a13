import { describe, expect, it } from 'vitest';
import { createContestBook } from '../../sdk/accountability/create-contest-book.ts';
import { toEmotionMl } from '../../sdk/accountability/to-emotion-ml.ts';
import type { AffectEstimate } from '../../sdk/vocabulary.ts';

describe('createContestBook', () => {
  it('suppresses what was contested, counts it without content, and shows who answers', () => {
    const book = createContestBook({ name: 'Example Ltd', contact: 'privacy@example.org' });
    expect(book.isContested({ kind: 'measurement', name: 'smile' })).toBe(false);
    expect(book.contest('smile')).toEqual({
      count: 1,
      redress: { name: 'Example Ltd', contact: 'privacy@example.org' },
    });
    expect(book.contest('smile').count).toBe(1);
    expect(book.contest('affect').count).toBe(2);
    expect(book.isContested({ kind: 'measurement', name: 'smile' })).toBe(true);
    expect(book.isContested({ kind: 'measurement', name: 'pitch' })).toBe(false);
    // What the group would be told of it goes as well; the own share of smiling is another figure.
    expect(book.isContested({ kind: 'measurement', name: 'smile-share' }, 'group-summary')).toBe(true);
    expect(book.isContested({ kind: 'measurement', name: 'smile-share' })).toBe(false);
    expect(book.isContested({ kind: 'affect' })).toBe(true);
    book.restore('affect');
    expect(book.isContested({ kind: 'affect' })).toBe(false);
    expect(book.count).toBe(2);
    expect(JSON.stringify(book)).not.toContain('smile');
  });
});

describe('toEmotionMl', () => {
  const estimate: AffectEstimate = {
    kind: 'affect',
    atSeconds: 1_795_000_000.5,
    modalities: ['voice', 'face'],
    valence: { kind: 'measured', value: 0.5, standardDeviation: 0.2, quality: 0.8 },
    arousal: { kind: 'abstained', reasons: ['no-speech'] },
    evidence: [],
    modelIds: ['face<affect>&"1"'],
  };

  it('writes dimensions in [0, 1] with confidence, time and modalities', () => {
    const xml = toEmotionMl([estimate]);
    expect(xml).toContain('<emotionml version="1.0" xmlns="http://www.w3.org/2009/10/emotionml"');
    expect(xml).toContain('<emotion start="1795000000500" expressed-through="voice face">');
    expect(xml).toContain('<dimension name="valence" value="0.75" confidence="0.8"/>');
    expect(xml).toContain('<assent:standard-deviation dimension="valence" value="0.1"/>');
    expect(xml).not.toContain('name="arousal"');
    expect(xml).toContain('<assent:model id="face&#60;affect&#62;&#38;&#34;1&#34;"/>');
  });

  it('leaves out what abstained altogether', () => {
    const { arousal } = estimate;
    expect(toEmotionMl([{ ...estimate, valence: arousal }])).not.toContain('<emotion ');
    expect(toEmotionMl([])).toMatch(/<\/emotionml>\n$/);
  });
});
