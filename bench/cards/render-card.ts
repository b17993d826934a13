import type { ModelCard } from '../../sdk/models/model-card.ts';

/** A card as a page for people, in Markdown. */
export function renderCard(card: ModelCard): string {
  const { evaluations, corruption, calibration } = card;
  const data = [...new Set([...evaluations, ...(calibration ?? [])].map((one) => one.data))];
  const mark = (of: string): string => `[${data.indexOf(of) + 1}]`;
  const parts = [
    `# ${card.name}`,
    `\`${card.id}\`, version ${card.version}, ${card.licence}, by ${card.authors}.`,
    card.sha256 === null
      ? 'Arithmetic in the source; it has no file.'
      : `SHA-256 of the file: \`${card.sha256}\`.`,
    section('What goes in', card.input),
    section('What comes out', card.output),
    section('What it was made from', card.trainingData),
    list('What it is for', card.intendedUse),
    list('What it must not be used for', card.prohibitedUse),
    list('Where it fails', card.limits),
    '## What was measured',
    evaluations.length === 0
      ? 'Nothing yet.'
      : table(
          ['measure', 'value', '95 % interval', 'data'],
          evaluations.flatMap(({ measure, value, interval, data: on, groups }) => [
            [measure, String(value), interval === null ? '–' : `${interval[0]} to ${interval[1]}`, mark(on)],
            ...groups.map((group) => [`${measure}, ${group.group}`, String(group.value), '–', mark(on)]),
          ]),
        ),
    '## Are its uncertainties true?',
    calibration === null
      ? 'Not measured.'
      : table(
          ['output', 'expected calibration error', 'data'],
          calibration.map(({ output, error, data: on }) => [output, String(error), mark(on)]),
        ),
    ...(corruption.length === 0 ? [] : ['## On spoiled input', corruptionTable(corruption)]),
    ...(data.length === 0 ? [] : ['## Data', data.map((one, index) => `${index + 1}. ${one}`).join('\n')]),
    list('More', card.references),
  ];
  return `${parts.join('\n\n')}\n`;
}

const section = (title: string, text: string): string => `## ${title}\n\n${text}`;

function list(title: string, lines: readonly string[]): string {
  return section(title, lines.length === 0 ? 'Nothing.' : lines.map((line) => `- ${line}`).join('\n'));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function corruptionTable(corruption: ModelCard['corruption']): string {
  const rows = [...new Set(corruption.map(({ kind, measure }) => `${kind}, ${measure}`))];
  const severities = [1, 2, 3, 4, 5];
  return table(
    ['severity', ...severities.map(String)],
    rows.map((row) => [
      row,
      ...severities.map((severity) => {
        const found = corruption.find(
          (one) => `${one.kind}, ${one.measure}` === row && one.severity === severity,
        );
        return found === undefined ? '–' : String(found.value);
      }),
    ]),
  );
}
