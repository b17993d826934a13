import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyRules } from '../../sdk/policy/policy-rules.ts';
import { en } from '../../sdk/ui/messages/en.ts';
import { fill } from '../../sdk/ui/messages/fill.ts';
import { loadMessages } from '../../sdk/ui/messages/load-messages.ts';
import { allMessages, languages } from './all-messages.ts';
import { forbiddenClaims } from './forbidden-claims.ts';
import { readability } from './readability.ts';

/** Every sentence of a catalogue with the path to it. */
function sentences(value: unknown, path = ''): [path: string, sentence: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (value === null) return [];
  return Object.entries(value as object).flatMap(([key, part]) => sentences(part, `${path}.${key}`));
}

const placeholders = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('what no sentence claims', () => {
  // The law's own name for it has to be said once, and where it says what is not done; everywhere else the word would be a claim.
  const lawful = /^\.prompt\.affectLaw$|^\.refusal\./;
  test.each(languages)('%s', (language) => {
    const pattern = forbiddenClaims[language];
    if (pattern === undefined) throw new Error(`no forbidden words are listed for ${language}`);
    const claims = sentences(allMessages[language]).filter(
      ([path, sentence]) => !lawful.test(path) && pattern.test(sentence),
    );
    expect(claims).toEqual([]);
  });

  test('the list does catch a claim', () => {
    expect(forbiddenClaims.en?.test('Detected emotion: she feels happy')).toBe(true);
  });
});

describe('every language', () => {
  test.each(languages)('%s has each sentence of English with the same placeholders', (language) => {
    const english = new Map(sentences({ ...en, refusal: null }));
    const own = new Map(sentences({ ...allMessages[language], refusal: null }));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, sentence] of english) {
      expect([path, placeholders(own.get(path) ?? '')]).toEqual([path, placeholders(sentence)]);
      // Symbols may be empty, words never.
      if (!path.startsWith('.unit')) expect([path, own.get(path)?.trim()]).not.toEqual([path, '']);
    }
  });

  test.each(languages.filter((language) => language !== 'en'))('%s is translated', (language) => {
    const own = new Map(sentences(allMessages[language]));
    const same = sentences(en).filter(
      ([path, sentence]) => sentence.length > 15 && own.get(path) === sentence,
    );
    expect(same).toEqual([]);
  });
});

describe('what policy refuses', () => {
  const refusing = policyRules.filter(({ effect }) => effect === 'refuse');

  test.each(languages.filter((language) => language !== 'en'))(
    'is said in %s, each in its own words',
    (language) => {
      const said = allMessages[language]?.refusal ?? {};
      expect(Object.keys(said).sort()).toEqual(
        [...refusing.map(({ id }) => id), 'purpose-not-declared'].sort(),
      );
      expect(new Set(Object.values(said)).size).toBe(refusing.length + 1);
      for (const sentence of Object.values(said)) expect(sentence).toMatch(/^\p{L}.{20,}\.$/u);
    },
  );

  test('in English by the rule itself', () => {
    expect(en.refusal).toBeNull();
    for (const { reason } of refusing) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });
});

/** Arabic has no formula that goes without vowel signs: its sentences were read, not measured. */
test.each(Object.keys(readability))('the prompt in %s reads at an age of about 12', (language) => {
  const { prompt, scope } = allMessages[language] ?? en;
  const { title, lead, promise, facts, affectLaw, unanimous, details } = prompt;
  const scopes = Object.values(scope).flatMap(({ name, meaning }) => [`${name}.`, meaning]);
  const text = [title, lead, promise, affectLaw, unanimous, details.rightsText, ...scopes]
    .concat(Object.values(facts).flatMap(({ name, meaning }) => [name, meaning]))
    .join(' ');
  const formula = readability[language];
  expect(formula?.isPlain(text), `${formula?.by}: ${formula?.score(text)}`).toBe(true);
});

describe('loadMessages', () => {
  test.each([
    ['de-CH', 'de'],
    ['AR', 'ar'],
    ['xx', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('%s reads %s', async (tag, language) => expect((await loadMessages(tag)).language).toBe(language));
});

describe('fill', () => {
  test('fills what has a value and leaves what has none to be seen', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });

  test('never reads a value as another placeholder', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fill('<{a}>', { a: value, b: 'x' })).toBe(`<${value}>`);
      }),
    );
  });
});
