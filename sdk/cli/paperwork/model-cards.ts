import type { ModelCard } from '../../models/model-card.ts';
import type { PaperworkFacts } from './facts.ts';
import { heading, table } from './words.ts';

/** Every model that may take part, as its card has it. */
export function modelCards(facts: PaperworkFacts): string {
  const affect = facts.notice.scopes.some(({ tier }) => tier === 'affect');
  return `${heading('Model cards', facts)}
After Mitchell et al. 2019, *Model Cards for Model Reporting*. A model without a card is not loaded, and its bytes are verified against the hash before they are used. ${
    affect
      ? 'Estimates of affect are made from what the first ones measure, by the rules that the others describe.'
      : 'Under this declaration no affect is estimated.'
  }

${facts.cards.map(cardText).join('\n')}`;
}

function cardText(card: ModelCard): string {
  const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  return `## ${card.name}

${table(
  ['Fact', 'Value'],
  [
    ['Id and version', `${card.id} ${card.version}`],
    ['SHA-256', card.sha256 === null ? 'none: arithmetic in the source' : `\`${card.sha256}\``],
    ['Licence', card.licence],
    ['Authors', card.authors],
    ['Input', card.input],
    ['Output', card.output],
    ['Training data', card.trainingData],
    [
      'Calibration',
      card.calibration === null
        ? 'not measured'
        : card.calibration
            .map(({ output, error }) => `${output}: expected calibration error ${error}`)
            .join('; '),
    ],
  ],
)}

Intended use:

${list(card.intendedUse)}

Prohibited use:

${list(card.prohibitedUse)}

Limits:

${list(card.limits)}

${
  card.evaluations.length === 0
    ? 'Nothing has been measured yet.'
    : table(
        ['Measure', 'Value', '95 % interval', 'Per group', 'Data', 'By'],
        card.evaluations.map(({ measure, value, interval, groups, data, by }) => [
          measure,
          String(value),
          interval === null ? 'not computed' : `${interval[0]} to ${interval[1]}`,
          groups.map(({ group, value: figure }) => `${group}: ${figure}`).join('; ') || 'none',
          data,
          by,
        ]),
      )
}
`;
}
