import canonicalize from 'canonicalize';

/**
 * Writes a value as the one text that stands for it (RFC 8785), so that equal values hash and sign alike.
 *
 * @param name - what the value is called in the error.
 * @throws TypeError naming it where it cannot be written as JSON: a number that is not finite, a lone surrogate, a circle.
 */
export function canonicalText(value: unknown, name: string): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new TypeError(`${name}: its content cannot be written as canonical JSON`, { cause });
  }
  if (text === undefined) throw new TypeError(`${name}: there is nothing to write as canonical JSON`);
  return text;
}
