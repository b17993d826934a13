import { LitElement, type PropertyDeclarations } from 'lit';
import type { Messages } from './messages/messages.ts';
import { messagesFor } from './messages/messages-for.ts';

/** What every element of `assent/ui` shares: its language and the words in it. */
export abstract class AssentElement extends LitElement {
  static override properties: PropertyDeclarations = { lang: { type: String } };

  /** BCP 47 tag. Empty: the language of the nearest ancestor that names one. */
  declare lang: string;

  constructor() {
    super();
    this.lang = '';
  }

  /** The tag that applies here, for words and for figures. */
  protected get locale(): string {
    const inherited = this.closest<HTMLElement>('[lang]')?.getAttribute('lang');
    const tag = this.lang || inherited || document.documentElement.lang || 'en';
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? 'en';
    } catch {
      return 'en';
    }
  }

  /** The words for {@link locale}. */
  protected get words(): Messages {
    return messagesFor(this.locale);
  }
}
