import { en } from './en.ts';
import type { Messages } from './messages.ts';

/** A language that there are words for, by its primary subtag. */
export type Language = 'ar' | 'de' | 'en' | 'es' | 'fr';

/** The words of every language. English is at hand; each of the others is a file of its own, fetched when asked for. */
export const catalogues: Readonly<Record<Language, () => Messages | Promise<Messages>>> = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  en: () => en,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
};
