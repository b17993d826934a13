import { catalogues } from '../../sdk/ui/messages/catalogues.ts';
import type { Messages } from '../../sdk/ui/messages/messages.ts';

/** Every language that there are words for. */
export const languages: readonly string[] = Object.keys(catalogues);

/** The words of every language, fetched. */
export const allMessages: Readonly<Record<string, Messages>> = Object.fromEntries(
  await Promise.all(
    Object.entries(catalogues).map(async ([language, load]) => [language, await load()] as const),
  ),
);
