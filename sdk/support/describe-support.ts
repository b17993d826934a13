import { type CapabilityName, capabilityRules, type Loss, type SupportedPart } from './capabilities.ts';

/** Why a part is reduced or missing. */
export interface SupportReason {
  readonly capability: CapabilityName;
  /** A sentence in English, for developers and logs. */
  readonly message: string;
}

/** Whether a part can run here. */
export type PartSupport =
  | { readonly kind: 'full' }
  /** It runs in another way, as the reasons say. */
  | { readonly kind: 'reduced'; readonly reasons: readonly SupportReason[] }
  | { readonly kind: 'unsupported'; readonly reasons: readonly SupportReason[] };

/** What this browser can do on this page. */
export interface SupportReport extends Readonly<Record<SupportedPart, PartSupport>> {
  /** Every capability that was looked for. */
  readonly capabilities: Readonly<Record<CapabilityName, boolean>>;
}

/**
 * Finds out what of Assent can run in this browser, on this page, by looking
 * for what it needs and never by the browser's name.
 *
 * Reads no media, starts no worker and fetches nothing, so it may be called
 * before anybody was asked; it compiles eight bytes of WebAssembly and makes one
 * WebGL context, which is given back. Where a session is unsupported so is everything else.
 * Whether there is a camera, and whether one may use it, is for the call to find out.
 *
 * @example
 * ```ts
 * import { describeSupport } from 'assent/support';
 *
 * const { face } = describeSupport();
 * if (face.kind !== 'full') console.warn(face.reasons.map(({ message }) => message).join(' '));
 * ```
 */
export function describeSupport(): SupportReport {
  const found = capabilityRules.map((rule) => ({ ...rule, present: rule.isPresent() }));
  const losses = found
    .filter(({ present }) => !present)
    .flatMap(({ name, without }) => without.map((loss) => ({ ...loss, capability: name })));
  const supportOf = (part: SupportedPart): PartSupport =>
    summarise(losses.filter((loss) => loss.part === part || loss.part === 'session'));
  return {
    session: supportOf('session'),
    voice: supportOf('voice'),
    face: supportOf('face'),
    group: supportOf('group'),
    capabilities: Object.fromEntries(
      found.map(({ name, present }) => [name, present]),
    ) as SupportReport['capabilities'],
  };
}

/**
 * Whether a part of Assent can run in this browser, fully or reduced;
 * {@link describeSupport} gives the reasons.
 *
 * @param part - Default: a session at all.
 * @throws TypeError for a part that does not exist.
 */
export function isSupported(part: SupportedPart = 'session'): boolean {
  const support: PartSupport | undefined = describeSupport()[part];
  if (support?.kind === undefined)
    throw new TypeError("part: 'session', 'voice', 'face' or 'group' is needed");
  return support.kind !== 'unsupported';
}

function summarise(losses: readonly (Loss & { readonly capability: CapabilityName })[]): PartSupport {
  const fatal = losses.filter(({ effect }) => effect === 'unsupported');
  const telling = fatal.length > 0 ? fatal : losses;
  if (telling.length === 0) return { kind: 'full' };
  const reasons = telling.map(({ capability, message }) => ({ capability, message }));
  return { kind: fatal.length > 0 ? 'unsupported' : 'reduced', reasons };
}
