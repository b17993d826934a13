import { act, createElement, createRef, type ReactElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, onTestFinished, test } from 'vitest';
import {
  ConsentPrompt,
  GroupView,
  Indicator,
  MeetingSummary,
  Records,
  SelfView,
} from '../../sdk/react/index.ts';
import type { AssentConsentPrompt } from '../../sdk/ui/consent-prompt.ts';
import type { AssentSelfView } from '../../sdk/ui/self-view.ts';
import type { Scope } from '../../sdk/vocabulary.ts';
import { exampleNotice, exampleRecords, faceForMe, measured, scopes, voiceForMe } from '../ui/examples.ts';
import { inside, settled } from '../ui/mount.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Draws with React's own renderer in strict mode, and cleans up when the test ends. */
async function mountReact(tree: ReactElement): Promise<{
  readonly host: HTMLElement;
  again(next: ReactElement): Promise<void>;
}> {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  const draw = async (next: ReactElement): Promise<void> => {
    await act(() => root.render(createElement(StrictMode, null, next)));
    for (const element of host.querySelectorAll<HTMLElement>('*')) await settled(element);
  };
  onTestFinished(async () => {
    await act(() => root.unmount());
    host.remove();
  });
  await draw(tree);
  return { host, again: draw };
}

test('the prompt takes its values as props, tells the decision once, and asks with nothing ticked', async () => {
  const notice = await exampleNotice();
  const decisions: (readonly Scope[])[] = [];
  const props = {
    notice,
    scopes,
    open: true,
    onDecide: ({ detail }: CustomEvent<{ readonly given: readonly Scope[] }>) =>
      void decisions.push(detail.given),
  };
  const { host } = await mountReact(createElement(ConsentPrompt, props));
  const prompt = host.querySelector('assent-consent-prompt') as AssentConsentPrompt;
  expect(prompt.notice).toBe(notice);
  const boxes = [...(prompt.shadowRoot?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  expect(boxes.map(({ checked }) => checked)).toEqual(scopes.map(() => false));
  inside(prompt, 'input[data-scope="face.self-view.behaviour"]').click();
  inside(prompt, '[data-action="agree"]').click();
  expect(decisions).toEqual([[faceForMe]]);
  expect(prompt.open).toBe(false);
});

test('a listener that changes between renders is the one that hears', async () => {
  const heard: string[] = [];
  const withListener = (name: string): ReactElement =>
    createElement(Indicator, {
      active: [{ scope: voiceForMe, state: 'running' }],
      onWithdraw: ({ detail }) => void heard.push(`${name} ${detail.scopes?.length}`),
    });
  const { host, again } = await mountReact(withListener('first'));
  const indicator = host.querySelector('assent-indicator') as HTMLElement;
  inside(indicator, '[data-action="stop"]').click();
  await again(withListener('second'));
  inside(indicator, '[data-action="stop"]').click();
  expect(heard).toEqual(['first 1', 'second 1']);
});

test('props that go are taken from the element, and a ref is the element', async () => {
  const ref = createRef<AssentSelfView>();
  const signals = [
    {
      kind: 'measurement',
      modality: 'face',
      name: 'smile',
      unit: '1',
      windowSeconds: 1,
      atSeconds: 1,
      reading: measured(0.5),
    },
  ] as const;
  const contested: string[] = [];
  const { host } = await mountReact(
    createElement(SelfView, {
      ref,
      className: 'mine',
      signals,
      onContest: ({ detail }) => void contested.push(detail.signal),
    }),
  );
  const view = host.querySelector('assent-self-view') as HTMLElement;
  expect(ref.current).toBe(view);
  expect(view.className).toBe('mine');
  inside(view, '[data-action="contest"]').click();
  expect(contested).toEqual(['smile']);
});

test('the group, the summary and the records are drawn, and records ask by their events', async () => {
  const records = await exampleRecords();
  const asked: unknown[] = [];
  const tell = ({ detail }: CustomEvent<unknown>): void => void asked.push(detail);
  const { host } = await mountReact(
    createElement(
      'section',
      null,
      createElement(GroupView, {
        view: { kind: 'withheld', atSeconds: 1, windowSeconds: 60, k: 5, reason: 'too-few-contributors' },
      }),
      createElement(MeetingSummary, { summary: null }),
      createElement(Records, {
        records,
        keeping: false,
        onKeepRecords: tell,
        onExportRecords: tell,
        onDeleteRecords: tell,
      }),
    ),
  );
  const group = host.querySelector('assent-group-view') as HTMLElement;
  expect(inside(group, '.root').dataset).toMatchObject({ state: 'withheld', reason: 'too-few-contributors' });
  expect(host.querySelector('assent-meeting-summary')?.shadowRoot?.childElementCount).toBeGreaterThan(0);
  const list = host.querySelector('assent-records') as HTMLElement;
  inside(list, '#keep').click();
  inside(list, '[data-action="export"]').click();
  expect(asked).toEqual([{ keep: true }, expect.objectContaining({ format: 'json' })]);
});
