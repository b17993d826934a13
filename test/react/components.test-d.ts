import type { ComponentProps } from 'react';
import { expectTypeOf, test } from 'vitest';
import type { ConsentPrompt, Indicator, SelfView } from '../../sdk/react/index.ts';
import type { ContestDetail, DecideDetail, WithdrawDetail } from '../../sdk/ui/index.ts';
import type { Scope } from '../../sdk/vocabulary.ts';

type DetailOf<Listener> =
  NonNullable<Listener> extends (event: CustomEvent<infer Detail>) => void ? Detail : never;

test('props and events are typed', () => {
  type Prompt = ComponentProps<typeof ConsentPrompt>;
  expectTypeOf<NonNullable<Prompt['scopes']>>().toEqualTypeOf<readonly Scope[]>();
  expectTypeOf<DetailOf<Prompt['onDecide']>>().toEqualTypeOf<DecideDetail>();
  expectTypeOf<DetailOf<ComponentProps<typeof Indicator>['onWithdraw']>>().toEqualTypeOf<WithdrawDetail>();
  expectTypeOf<DetailOf<ComponentProps<typeof SelfView>['onContest']>>().toEqualTypeOf<ContestDetail>();
  expectTypeOf<DetailOf<ComponentProps<typeof SelfView>['onSaveEstimates']>>().toEqualTypeOf<null>();
});

test('an event that an element does not send is no prop of it', () => {
  expectTypeOf<ComponentProps<typeof Indicator>>().not.toHaveProperty('onDecide');
});
