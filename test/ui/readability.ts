/** What readability formulas count in a text. */
interface Counts {
  readonly words: number;
  readonly sentences: number;
  readonly letters: number;
  readonly syllables: number;
  /** Words of three syllables and more, of one, and of more than six letters. */
  readonly long: number;
  readonly short: number;
  readonly wide: number;
}

function count(text: string, syllablesOf: (word: string) => number): Counts {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const syllables = words.map((word) => Math.max(1, syllablesOf(word.toLowerCase())));
  return {
    words: words.length,
    sentences: (text.match(/[.?!](?=\s|$)/g) ?? []).length,
    letters: words.join('').length,
    syllables: syllables.reduce((sum, each) => sum + each, 0),
    long: syllables.filter((each) => each >= 3).length,
    short: syllables.filter((each) => each === 1).length,
    wide: words.filter((word) => word.length > 6).length,
  };
}

const groups = (word: string, vowels: RegExp): number => word.match(vowels)?.length ?? 0;

/** The school year that a text asks for, or a score of ease: each language by the formula that was made for it. */
export const readability: Readonly<
  Record<
    string,
    { readonly by: string; readonly isPlain: (text: string) => boolean; score(text: string): number }
  >
> = {
  en: {
    by: 'Automated Readability Index (Smith & Senter 1967), a school year',
    score(text) {
      const { letters, words, sentences } = count(text, () => 1);
      return 4.71 * (letters / words) + 0.5 * (words / sentences) - 21.43;
    },
    isPlain(text) {
      return this.score(text) <= 7;
    },
  },
  de: {
    by: 'first Wiener Sachtextformel (Bamberger & Vanecek 1984), a school year',
    score(text) {
      const { words, sentences, long, short, wide } = count(text, (word) =>
        groups(word, /ei|ai|au|eu|äu|ie|[aeiouyäöü]/g),
      );
      const share = (some: number): number => (100 * some) / words;
      return (
        0.1935 * share(long) +
        0.1672 * (words / sentences) +
        0.1297 * share(wide) -
        0.0327 * share(short) -
        0.875
      );
    },
    isPlain(text) {
      return this.score(text) <= 7;
    },
  },
  fr: {
    by: 'Flesch for French (Kandel & Moles 1958); 70 and more is fairly easy, about age 12',
    score(text) {
      const { words, sentences, syllables } = count(text, (word) =>
        groups(word.replace(/(?<=.{2})(e|es|ent)$/, ''), /[aeiouyàâéèêëîïôûùœ]+/g),
      );
      return 207 - 1.015 * (words / sentences) - 73.6 * (syllables / words);
    },
    isPlain(text) {
      return this.score(text) >= 70;
    },
  },
  es: {
    by: 'Flesch for Spanish (Szigriszt-Pazos 1993), INFLESZ scale: 65 and more is fairly easy',
    score(text) {
      const { words, sentences, syllables } = count(text, (word) =>
        groups(word, /[iuü]?[aeoáéó][iuy]?|[íú]|[iu]+|y$/g),
      );
      return 206.835 - 62.3 * (syllables / words) - words / sentences;
    },
    isPlain(text) {
      return this.score(text) >= 65;
    },
  },
};
