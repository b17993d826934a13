import { type AuditCheck, checkOf, notTested } from '../audit-report.ts';
import type { Evidence } from '../evidence.ts';
import type { ButtonLook, PromptLook } from '../look/look-at-prompt.ts';
import type { CaseFile } from './case-file.ts';

/** Promise 6: a no is as easy as a yes, costs nothing, is not asked for again, and nobody hears of it. */
export function judgeRefusal({ undecided, refused, exceptions }: CaseFile): readonly AuditCheck[] {
  const parity = 'the two answers are alike: size, weight, contrast, place and order';
  const ticked = 'nothing is ticked beforehand';
  const cost = 'one action refuses, and the call goes on as before';
  const nagging = 'after a no nobody is asked again';
  const unseen = 'a no sends nothing that silence would not send';
  const { prompt } = undecided;
  if (prompt === null || refused === null || refused.answeredAtMs === null) {
    const why = 'no prompt was reached';
    return [
      notTested(6, 'answers-alike', parity, why),
      notTested(6, 'nothing-pre-ticked', ticked, why),
      notTested(6, 'refusing-is-free', cost, why),
      notTested(6, 'no-second-asking', nagging, why),
      notTested(6, 'refusal-unseen', unseen, why),
    ];
  }
  const again = refused.askedAgainAtMs;
  return [
    checkOf(6, 'answers-alike', parity, compareAnswers(prompt)),
    checkOf(
      6,
      'nothing-pre-ticked',
      ticked,
      prompt.ticked.map((box) => `'${box}' is ticked before anybody chose`),
    ),
    checkOf(6, 'refusing-is-free', cost, costsOf(refused, refused.answeredAtMs)),
    checkOf(
      6,
      'no-second-asking',
      nagging,
      again === null
        ? []
        : [`the prompt was back ${((again - refused.answeredAtMs) / 1000).toFixed(1)} s after a refusal`],
    ),
    checkOf(
      6,
      'refusal-unseen',
      unseen,
      newKinds(undecided, refused, refused.answeredAtMs)
        .map((kind) => `a message of a kind that only a refusal brings: ${kind}`)
        .filter((finding) => !exceptions.excuses('message', finding, finding)),
    ),
  ];
}

/** What sets the two answers apart, each as a sentence. */
export function compareAnswers({ agree, refuse }: PromptLook): readonly string[] {
  const ratio = (of: (button: ButtonLook) => number): number => {
    const [one, other] = [of(agree), of(refuse)];
    return Math.min(one, other) > 0 ? Math.max(one, other) / Math.min(one, other) : Number.POSITIVE_INFINITY;
  };
  const sameRow =
    Math.abs(agree.y - refuse.y) < 3 && gap(agree.x, agree.width, refuse.x, refuse.width) < 1.5 * agree.width;
  const sameColumn =
    Math.abs(agree.x - refuse.x) < 3 &&
    gap(agree.y, agree.height, refuse.y, refuse.height) < 2 * agree.height;
  const rounded = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '');
  const size = ({ width, height }: ButtonLook): string => `${Math.round(width)} x ${Math.round(height)}`;
  const judged: readonly (readonly [holds: boolean, finding: string])[] = [
    [
      ratio(({ width }) => width) <= 1.1 && ratio(({ height }) => height) <= 1.1,
      `sizes differ: agree ${size(agree)}, refuse ${size(refuse)} pixels`,
    ],
    [
      Math.abs(agree.fontPixels - refuse.fontPixels) <= 0.5 && agree.fontWeight === refuse.fontWeight,
      `letters differ: agree ${agree.fontPixels} px at ${agree.fontWeight}, refuse ${refuse.fontPixels} px at ${refuse.fontWeight}`,
    ],
    [
      refuse.textContrast >= 4.5,
      `the refusal is hard to read: contrast ${rounded(refuse.textContrast)}, 4.5 is the least (WCAG 2.2, 1.4.3)`,
    ],
    [
      ratio(({ textContrast }) => textContrast) <= 1.25,
      `contrasts of the words differ: agree ${rounded(agree.textContrast)}, refuse ${rounded(refuse.textContrast)}`,
    ],
    [
      ratio(({ weightContrast }) => weightContrast) <= 1.25 && agree.picture === refuse.picture,
      `one stands out more: face and border contrast by ${rounded(agree.weightContrast)} (agree) and ${rounded(refuse.weightContrast)} (refuse)`,
    ],
    [
      Math.abs(agree.opacity - refuse.opacity) < 0.05,
      `opacities differ: agree ${rounded(agree.opacity)}, refuse ${rounded(refuse.opacity)}`,
    ],
    [sameRow || sameColumn, 'they are not side by side, in a row or a column'],
    [refuse.inView, 'the refusal is out of sight without scrolling'],
    [!refuse.disabled, 'the refusal is disabled'],
    [!agree.focused, 'the focus starts on the agreement'],
  ];
  return judged.filter(([holds]) => !holds).map(([, finding]) => finding);
}

function gap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.max(start, otherStart) - Math.min(start + length, otherStart + otherLength);
}

function costsOf(refused: Evidence, answeredAtMs: number): readonly string[] {
  const before = refused.live.findLast(({ atMs }) => atMs <= answeredAtMs)?.ownTracks ?? 0;
  const after = refused.live.at(-1)?.ownTracks ?? 0;
  return [
    ...(refused.closedByOneClick ? [] : ['one click on the refusal did not close the prompt']),
    ...(after < before
      ? [`${before - after} of the participant’s ${before} tracks ended with the refusal`]
      : []),
  ];
}

/** Kinds of messages after the answer that were not sent before it, nor by somebody who said nothing. */
function newKinds(undecided: Evidence, refused: Evidence, answeredAtMs: number): readonly string[] {
  const known = new Set([
    ...kindsOf(undecided, 0, undecided.endedAtMs),
    ...kindsOf(refused, 0, answeredAtMs),
  ]);
  return kindsOf(refused, answeredAtMs, refused.endedAtMs).filter((kind) => !known.has(kind));
}

function kindsOf({ sent, requests }: Evidence, fromMs: number, toMs: number): readonly string[] {
  const within = ({ atMs }: { readonly atMs: number }): boolean => atMs >= fromMs && atMs < toMs;
  return [
    ...requests.filter(within).map(({ method, url }) => `${method} ${pathOf(url)}`),
    ...sent.filter(within).map(({ channel, url, text }) => `${channel} ${pathOf(url)} ${shapeOf(text)}`),
  ];
}

/** The path, with what differs from one visit to another taken out. */
function pathOf(url: string): string {
  const path = /^(https?|wss?):/.test(url) ? new URL(url).pathname : url;
  return path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|\d+/gi, '*');
}

/** The type of a message, or the names of its members. */
function shapeOf(text: string | null): string {
  if (text === null) return 'bytes';
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null) return typeof message;
    const type = ['type', 'kind', 'event', 'method', 'action']
      .map((key): unknown => Reflect.get(message, key))
      .find((value) => typeof value === 'string');
    return type === undefined ? Object.keys(message).sort().join(',') : String(type);
  } catch {
    return 'text';
  }
}
