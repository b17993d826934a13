import type { ModelCard } from '../models/model-card.ts';
import { fill } from './messages/fill.ts';
import type { Messages } from './messages/messages.ts';

/** What the cards say of how well each model measures, with the groups of people for whom it does so worse. */
export function errorsOf(cards: readonly ModelCard[], words: Messages, locale: string): readonly string[] {
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return cards.flatMap(({ name, evaluations }) => {
    if (evaluations.length === 0) return [`${name}: ${words.summary.noErrors}`];
    return evaluations.map(({ measure, value, interval, groups, data }) => {
      const range =
        interval === null ? '' : ` (${interval.map((bound) => number.format(bound)).join(' – ')})`;
      const each = groups.map(
        ({ group, value: own }) => `${fill(words.summary.group, { group })} ${number.format(own)}`,
      );
      return [`${name}: ${measure} ${number.format(value)}${range}`, ...each, data].join('. ');
    });
  });
}
