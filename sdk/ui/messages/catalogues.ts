import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Messages } from './messages.ts';

/** Every language by its primary subtag. */
export const catalogues: Readonly<Record<string, Messages>> = { ar, de, en, es, fr };
