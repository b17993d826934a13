type Directives = ReadonlyMap<string, readonly string[]>;

/** What falls back to `default-src`, and to what first (Content Security Policy Level 3). */
const fallbacks: Readonly<Record<string, readonly string[]>> = {
  'worker-src': ['child-src', 'script-src', 'default-src'],
};
/** Every directive by which something can be fetched, and with it told. */
const fetching = [
  'script-src',
  'connect-src',
  'worker-src',
  'img-src',
  'media-src',
  'font-src',
  'style-src',
  'frame-src',
  'object-src',
  'manifest-src',
] as const;

/**
 * What is wrong with the policies of a page: each a sentence. Several policies hold together: what one of them
 * forbids is forbidden.
 *
 * @param policies - the values of the header and of meta elements
 * @param ownHosts - hosts, with ports, that are the app's own
 */
export function judgePolicy(policies: readonly string[], ownHosts: ReadonlySet<string>): readonly string[] {
  // A header may hold several policies, separated by commas.
  const parsed = policies
    .flatMap((policy) => policy.split(','))
    .map(parsePolicy)
    .filter((policy) => policy.size > 0);
  if (parsed.length === 0) return ['there is none, by header or meta element'];
  return fetching.flatMap((directive) => {
    const faults = parsed.map((policy) => faultsOf(directive, sourcesOf(policy, directive), ownHosts));
    return faults.some((list) => list.length === 0) ? [] : (faults[0] ?? []);
  });
}

function parsePolicy(text: string): Directives {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    // The first of a name is the one that counts.
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function sourcesOf(policy: Directives, directive: string): readonly string[] | null {
  for (const name of [directive, ...(fallbacks[directive] ?? ['default-src'])]) {
    const sources = policy.get(name);
    if (sources) return sources;
  }
  return null;
}

function faultsOf(
  directive: string,
  sources: readonly string[] | null,
  own: ReadonlySet<string>,
): readonly string[] {
  if (sources === null) return [`${directive} is not limited, neither is default-src`];
  const strict = sources.some((source) => /^'(nonce-|sha(256|384|512)-|strict-dynamic)/.test(source));
  return sources.flatMap((source) => {
    const text = source.toLowerCase();
    if (text === '*' || /^(https?|wss?):$/.test(text)) return [`${directive} allows every host (${source})`];
    if (directive === 'script-src' && text === "'unsafe-eval'") return ["script-src allows 'unsafe-eval'"];
    if (directive === 'script-src' && text === "'unsafe-inline'" && !strict)
      return ["script-src allows 'unsafe-inline'"];
    if (directive === 'script-src' && /^(data|blob|filesystem):$/.test(text))
      return [`script-src allows ${source}`];
    if (text.startsWith("'") || /^[a-z][a-z0-9+.-]*:$/.test(text)) return [];
    const host = text.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
    return own.has(host) ? [] : [`${directive} allows the foreign host ${source}`];
  });
}
