import { expectTypeOf, test } from 'vitest';
import type { AssentConsentPrompt, ContestDetail, DecideDetail, WithdrawDetail } from '../../sdk/ui/index.ts';
import type { Scope } from '../../sdk/vocabulary.ts';

test('elements and their events are typed where an application meets them', () => {
  expectTypeOf(document.createElement('assent-consent-prompt')).toEqualTypeOf<AssentConsentPrompt>();
  document.createElement('assent-consent-prompt').addEventListener('assent-decide', (event) => {
    expectTypeOf(event).toEqualTypeOf<CustomEvent<DecideDetail>>();
    expectTypeOf(event.detail.given).toEqualTypeOf<readonly Scope[]>();
  });
  document.body.addEventListener('assent-withdraw', ({ detail }) => {
    expectTypeOf(detail).toEqualTypeOf<WithdrawDetail>();
  });
  document.addEventListener('assent-contest', ({ detail }) => {
    expectTypeOf(detail).toEqualTypeOf<ContestDetail>();
  });
});

test('a contest carries no value', () => {
  expectTypeOf<keyof ContestDetail>().toEqualTypeOf<'signal' | 'modalities' | 'atSeconds' | 'modelIds'>();
});
