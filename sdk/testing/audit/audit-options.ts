/** One step of a person who joins: a click, a text to fill in, or a pause. */
export type AuditStep =
  | { readonly kind: 'click'; readonly selector: string }
  | { readonly kind: 'fill'; readonly selector: string; readonly text: string }
  | { readonly kind: 'wait'; readonly seconds: number };

/** Where the parts of the consent are on the page: CSS selectors, which reach through open shadow roots. */
export interface AuditSelectors {
  readonly prompt: string;
  readonly agree: string;
  readonly refuse: string;
  /** The boxes that are ticked before agreeing; none is fine. */
  readonly boxes: string;
  readonly indicator: string;
  /** What stops everything; the last one in sight where there are several. */
  readonly stop: string;
}

/** How an app is audited. */
export interface AuditOptions {
  /** Address of the app's page, with the room in it where the app has rooms. */
  readonly url: string;
  /** From the page to the prompt, as a person would go. */
  readonly join?: readonly AuditStep[];
  /** After agreeing, for an app that measures only once something is opened. */
  readonly afterAgreeing?: readonly AuditStep[];
  /** Where they differ from the elements of `assent/ui`. */
  readonly selectors?: Partial<AuditSelectors>;
  /** Exceptions by name, `kind[@part of an address][=reason]`: each is listed in the report with what it excused. */
  readonly allow?: readonly string[];
  /** Further origins that are the app's own, such as that of its media server. */
  readonly ownOrigins?: readonly string[];
  /** A second participant, who decides nothing, joins while the first one is measured; for apps where the same address meets. */
  readonly company?: boolean;
  /** How long each state is watched, while something is measured from the first values in an own view on; 3 unless told. */
  readonly observeSeconds?: number;
  /** How long the prompt may take to appear; 20 unless told. */
  readonly promptWithinSeconds?: number;
  /** How long after the agreement something must be measured, to have something to withdraw, and then in an own view be shown; 20 unless told. */
  readonly startWithinSeconds?: number;
  /** Within how long everything must be gone after a withdrawal; 1 unless told. */
  readonly stopWithinSeconds?: number;
}

/** {@link AuditOptions}, complete. */
export interface AuditPlan extends Required<Omit<AuditOptions, 'selectors'>> {
  readonly selectors: AuditSelectors;
}

const assentSelectors: AuditSelectors = {
  prompt: 'assent-consent-prompt',
  agree: 'assent-consent-prompt [data-action="agree"]',
  refuse: 'assent-consent-prompt [data-action="refuse"]',
  boxes: 'assent-consent-prompt input[type="checkbox"]',
  indicator: 'assent-indicator',
  stop: 'assent-indicator [data-action="stop-all"], assent-indicator [data-action="stop"]',
};

/**
 * Fills in what was left out.
 *
 * @throws TypeError naming the option that is wrong
 */
export function auditPlan(options: AuditOptions): AuditPlan {
  const { protocol } = parseUrl('url', options.url);
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError('url: expected http or https');
  return {
    url: new URL(options.url).href,
    join: options.join ?? [],
    afterAgreeing: options.afterAgreeing ?? [],
    selectors: { ...assentSelectors, ...options.selectors },
    allow: options.allow ?? [],
    ownOrigins: (options.ownOrigins ?? []).map((origin) => parseUrl('ownOrigins', origin).origin),
    company: options.company ?? false,
    observeSeconds: seconds('observeSeconds', options.observeSeconds ?? 3),
    promptWithinSeconds: seconds('promptWithinSeconds', options.promptWithinSeconds ?? 20),
    startWithinSeconds: seconds('startWithinSeconds', options.startWithinSeconds ?? 20),
    stopWithinSeconds: seconds('stopWithinSeconds', options.stopWithinSeconds ?? 1),
  };
}

function parseUrl(option: string, text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new TypeError(`${option}: '${text}' is no web address`);
  }
}

function seconds(option: string, value: number): number {
  if (!(value > 0 && value <= 600)) throw new TypeError(`${option}: expected seconds above 0, at most 600`);
  return value;
}
