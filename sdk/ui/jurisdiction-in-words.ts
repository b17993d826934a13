/**
 * Names the place of a jurisdiction code in a language; what has no name there stays a code:
 * a state as `United States (IL)`, `EEA` as it is.
 *
 * @param code - as a notice has it: ISO 3166-1 alpha-2, ISO 3166-2, `EU` or `EEA`; of anything else the code itself comes back
 */
export function jurisdictionInWords(code: string, language: string): string {
  const [country = '', ...parts] = code.split('-');
  if (!/^[A-Z]{2}$/.test(country)) return code;
  const name = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
  return parts.length === 0 ? name : `${name} (${parts.join('-')})`;
}
