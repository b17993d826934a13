import type { UsedException } from './audit-report.ts';
import type { ReadKind } from './page/page-report.ts';

/** What an exception can be made for. */
export type ExceptionKind =
  | ReadKind
  | 'worker'
  | 'audio-context'
  | 'model'
  | 'request'
  | 'policy'
  | 'message'
  | 'storage';

const readKinds = [
  'analyser',
  'audio-worklet',
  'script-processor',
  'recorder',
  'track-processor',
  'draw-image',
  'image-bitmap',
  'texture',
  'video-frame',
  'image-capture',
  'face-detector',
  'speech-recognition',
] as const satisfies readonly ReadKind[];

/** Every kind. */
const exceptionKinds: readonly ExceptionKind[] = [
  ...readKinds,
  'worker',
  'audio-context',
  'model',
  'request',
  'policy',
  'message',
  'storage',
];

/** Exceptions of one audit, with what each excused. */
export interface Exceptions {
  /** Whether something of a kind at an address is excused; it is then written down with the exception. */
  excuses(kind: ExceptionKind, where: string, finding: string): boolean;
  used(): readonly UsedException[];
}

/**
 * Reads exceptions of the form `kind[@part of the address][=reason]`, such as `analyser@/lobby.js=level meter`.
 *
 * @throws TypeError naming the exception that is wrong
 */
export function createExceptions(texts: readonly string[]): Exceptions {
  const entries = texts.map((exception) => {
    const [, kind = '', part = '', reason = null] =
      /^([^@=]*)(?:@([^=]*))?(?:=(.*))?$/s.exec(exception) ?? [];
    if (!exceptionKinds.some((known) => known === kind.trim())) {
      throw new TypeError(
        `allow: '${exception}' is for no known kind; there are ${exceptionKinds.join(', ')}`,
      );
    }
    return {
      exception,
      kind: kind.trim(),
      part: part.trim(),
      reason: reason?.trim() ?? null,
      excused: new Set<string>(),
    };
  });
  return {
    excuses(kind, where, finding) {
      const entry = entries.find((one) => one.kind === kind && where.includes(one.part));
      entry?.excused.add(finding);
      return entry !== undefined;
    },
    used: () =>
      entries.map(({ exception, reason, excused }) => ({ exception, reason, excused: [...excused] })),
  };
}
