import { LitElement, type PropertyDeclarations } from 'lit';
import { en } from './messages/en.ts';
import { languageOf, loadMessages } from './messages/load-messages.ts';
import type { Messages } from './messages/messages.ts';

/** How long an element waits for the words of its language; then it shows those that it has until they are there. */
const patienceMilliseconds = 3000;

/** What every element of `assent/ui` shares: its language and the words in it. */
export abstract class AssentElement extends LitElement {
  static override properties: PropertyDeclarations = { lang: { type: String } };

  /** BCP 47 tag. Empty: the language of the nearest ancestor that names one. */
  declare lang: string;
  #words: Messages = en;
  /** Whose words were asked for last. */
  #language: string = en.language;

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
    return this.#words;
  }

  /** Nothing is drawn before its words are there, so that no other language is seen first. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (languageOf(this.locale) !== this.#language)
      return this.#readWords().then(() => this.scheduleUpdate());
    super.scheduleUpdate();
    return undefined;
  }

  /** Settles when the words are there, or are not to be waited for. */
  #readWords(): Promise<void> {
    const language = languageOf(this.locale);
    this.#language = language;
    let late = false;
    const take = (words: Messages): void => {
      if (this.#language !== language) return;
      this.#words = words;
      if (late) this.requestUpdate();
    };
    return new Promise((resolve) => {
      const waiting = setTimeout(() => {
        late = true;
        resolve();
      }, patienceMilliseconds);
      loadMessages(language)
        // A prompt or an indicator in English is better than none.
        .then(take, () => take(en))
        .finally(() => {
          clearTimeout(waiting);
          resolve();
        });
    });
  }
}
