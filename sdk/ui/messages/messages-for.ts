import { catalogues } from './catalogues.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';

/** The catalogue for a BCP 47 tag by its primary language (`de-CH` reads `de`); English where there is none. */
export function messagesFor(tag: string): Messages {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(catalogues, primary) ? catalogues[primary] : undefined) ?? en;
}
