import { catalogues, type Language } from './catalogues.ts';
import type { Messages } from './messages.ts';

/** The language whose words a BCP 47 tag reads: its primary one (`de-CH` reads `de`); English where there is none. */
export function languageOf(tag: string): Language {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(catalogues, primary) ? (primary as Language) : 'en';
}

/**
 * The catalogue for a BCP 47 tag, by its primary language (`de-CH` reads `de`); English where there is none.
 * Each language but English is fetched when it is first asked for; an app can ask ahead, as the
 * elements then have nothing to wait for.
 *
 * @throws Whatever the import throws (as a rejection) where the language could not be fetched.
 */
export async function loadMessages(tag: string): Promise<Messages> {
  return catalogues[languageOf(tag)]();
}
