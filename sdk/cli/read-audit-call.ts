import { parseArgs } from 'node:util';
import type { AuditOptions, AuditSelectors, AuditStep } from '../testing/audit/audit-options.ts';

/** What `assent audit` was called with. */
export interface AuditCall {
  readonly options: AuditOptions;
  readonly json: boolean;
  /** File for JUnit XML. */
  readonly junit: string | null;
  /** A check that could not be made counts as broken. */
  readonly strict: boolean;
  readonly browser: string | undefined;
  /** Files for the fake camera and microphone. */
  readonly camera: string | undefined;
  readonly microphone: string | undefined;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  join: texts,
  fill: texts,
  wait: texts,
  'after-agree': texts,
  prompt: text,
  agree: text,
  refuse: text,
  boxes: text,
  indicator: text,
  stop: text,
  allow: texts,
  'own-origin': texts,
  company: flag,
  observe: text,
  'prompt-within': text,
  'start-within': text,
  'stop-within': text,
  json: flag,
  junit: text,
  strict: flag,
  browser: text,
  camera: text,
  microphone: text,
} as const;

/** How it is called, for the help. */
export const auditUsage: string = [
  'audit <url> [--join <selector>]... [--fill "<selector> => <text>"]... [--wait <seconds>]... [--after-agree <selector>]...',
  '      [--prompt|--agree|--refuse|--boxes|--indicator|--stop <selector>] [--company] [--own-origin <origin>]...',
  '      [--allow <kind>[@<part of address>][=<reason>]]... [--observe|--prompt-within|--start-within|--stop-within <seconds>]',
  '      [--json] [--junit <file>] [--strict] [--browser <file>] [--camera <y4m|mjpeg>] [--microphone <wav>]',
  '      visits a running app in Chromium, refuses, agrees, stops, and says which of the ten promises held',
].join('\n');

/**
 * Reads the arguments of `assent audit`.
 *
 * @throws TypeError naming the argument that is wrong
 */
export function readAuditCall(args: readonly string[]): AuditCall {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    tokens: true,
    options,
  });
  const [url] = positionals;
  if (url === undefined || positionals.length > 1) throw new TypeError('name one address');
  // The steps go in the order in which they stand, whatever their kind.
  const join = tokens.flatMap((token): AuditStep[] => {
    if (token.kind !== 'option') return [];
    const value = String(token.value);
    if (token.name === 'join') return [{ kind: 'click', selector: value }];
    if (token.name === 'wait') return [{ kind: 'wait', seconds: secondsOf('--wait', value) }];
    return token.name === 'fill' ? [fillOf(value)] : [];
  });
  const selectors: Partial<AuditSelectors> = Object.fromEntries(
    (['prompt', 'agree', 'refuse', 'boxes', 'indicator', 'stop'] as const).flatMap((name) =>
      values[name] === undefined ? [] : [[name, values[name]]],
    ),
  );
  return {
    options: {
      url,
      join,
      selectors,
      afterAgreeing: (values['after-agree'] ?? []).map((selector) => ({ kind: 'click', selector })),
      allow: values.allow ?? [],
      ownOrigins: values['own-origin'] ?? [],
      company: values.company,
      ...secondsIf('observeSeconds', '--observe', values.observe),
      ...secondsIf('promptWithinSeconds', '--prompt-within', values['prompt-within']),
      ...secondsIf('startWithinSeconds', '--start-within', values['start-within']),
      ...secondsIf('stopWithinSeconds', '--stop-within', values['stop-within']),
    },
    json: values.json,
    junit: values.junit ?? null,
    strict: values.strict,
    browser: values.browser,
    camera: values.camera,
    microphone: values.microphone,
  };
}

function fillOf(value: string): AuditStep {
  const [selector = '', text, ...more] = value.split(' => ');
  if (text === undefined || more.length > 0) {
    throw new TypeError(`--fill: '${value}' is not "selector => text"`);
  }
  return { kind: 'fill', selector, text };
}

function secondsIf<Name extends string>(
  name: Name,
  option: string,
  value: string | undefined,
): { readonly [key in Name]?: number } {
  return (value === undefined ? {} : { [name]: secondsOf(option, value) }) as { [key in Name]?: number };
}

function secondsOf(option: string, value: string): number {
  const seconds = Number(value);
  if (value.trim() === '' || !(seconds > 0))
    throw new TypeError(`${option}: '${value}' is no number of seconds`);
  return seconds;
}
