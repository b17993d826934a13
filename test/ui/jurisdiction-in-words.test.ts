import { expect, test } from 'vitest';
import { jurisdictionInWords } from '../../sdk/ui/jurisdiction-in-words.ts';

test.each([
  ['DE', 'en', 'Germany'],
  ['DE', 'fr', 'Allemagne'],
  ['EU', 'de', 'Europäische Union'],
  ['FR', 'ar', 'فرنسا'],
  ['US-IL', 'en', 'United States (IL)'],
  ['EEA', 'en', 'EEA'],
  ['', 'en', ''],
  ['nowhere at all', 'en', 'nowhere at all'],
])('“%s” is, in %s, “%s”', (code, language, words) => {
  expect(jurisdictionInWords(code, language)).toBe(words);
});
