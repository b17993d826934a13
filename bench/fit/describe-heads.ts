import type { Assessment } from '../evaluate/assessment.ts';
import { bootstrap, type Estimate } from '../evaluate/bootstrap.ts';
import type { Figures } from '../evaluate/expression-evaluation.ts';
import type { HeadPair } from '../evaluate/head-differences.ts';
import { rankArea } from '../evaluate/rank-area.ts';

/** The figures of two heads beside each other, and their difference. */
export function describeHeads(shipped: Figures, own: Figures, difference: Figures): string {
  const lines = Object.entries(difference).map(([name, less]) =>
    line(name, inWords(shipped[name]), inWords(own[name]), inWords(less)),
  );
  return [line('', 'the rules', 'the fitted head', 'its figure less theirs'), ...lines].join('\n');
}

/** What valence says of faces of which one only knows whether they smile. */
export function describeSmiles(pairs: readonly HeadPair[]): string {
  const row = (name: string, figure: (some: readonly Assessment[]) => number): string => {
    const [shipped, own, less] = [
      bootstrap(pairs, (some) => figure(some.map((pair) => pair.shipped))),
      bootstrap(pairs, (some) => figure(some.map((pair) => pair.own))),
      bootstrap(
        pairs,
        (some) => figure(some.map((pair) => pair.own)) - figure(some.map((pair) => pair.shipped)),
      ),
    ];
    return line(name, inWords(shipped), inWords(own), inWords(less));
  };
  return [
    line('', 'the rules', 'the fitted head', 'its figure less theirs'),
    row('valence, smiles against none: AUC', (some) => rankArea(valences(some, true), valences(some, false))),
    row('valence without a smile, mean', (some) => mean(valences(some, false))),
    row('… root mean square', (some) => Math.sqrt(mean(valences(some, false).map((value) => value ** 2)))),
    row('… deviation claimed', (some) =>
      mean(some.flatMap(({ labels, valence }) => (labels.smile === false ? [valence?.deviation ?? 0] : []))),
    ),
    row('arousal without a smile, mean', (some) =>
      mean(some.flatMap(({ labels, arousal }) => (labels.smile === false ? [arousal?.value ?? 0] : []))),
    ),
  ].join('\n');
}

const valences = (some: readonly Assessment[], isSmile: boolean): number[] =>
  some.flatMap(({ labels, valence }) =>
    labels.smile === isSmile && valence !== null ? [valence.value] : [],
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const line = (name: string, ...cells: readonly string[]): string =>
  `  ${name.padEnd(36)}${cells.map((cell) => cell.padEnd(27)).join('')}`.trimEnd();

function inWords(estimate: Estimate | undefined): string {
  const { value = null, low = null, high = null } = estimate ?? {};
  if (value === null) return '-';
  return `${value.toFixed(3)}${low === null || high === null ? '' : ` (${low.toFixed(3)} to ${high.toFixed(3)})`}`;
}
