import { BehaviorSubject, NEVER, Subject as Source, type Subject } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../sdk/consent/notice.ts';
import type { AggregationClient, WindowDue } from '../../sdk/meeting/aggregation-client.ts';
import { groupSignals } from '../../sdk/meeting/group-signals.ts';
import { contributeToGroup } from '../../sdk/session/contribute-to-group.ts';
import type { BehaviourName, Measurement, Modality, Signal } from '../../sdk/vocabulary.ts';
import { faceGroup, faceSelf, ledgerOf, noticeOfAll, voiceGroup, voiceSelf } from './all-scopes.ts';

let notice: Notice;
beforeAll(async () => {
  notice = await noticeOfAll();
});

/** A client that writes down what it is asked to do. */
function recordingClient(): { client: AggregationClient; due$: Subject<WindowDue>; asked: string[] } {
  const due$ = new Source<WindowDue>();
  const asked: string[] = [];
  const client: AggregationClient = {
    group$: NEVER,
    problems$: NEVER,
    due$,
    contribute(contribution) {
      const counts = contribution.consume() ?? [];
      asked.push(`contribute ${binsOf(counts)}`);
    },
    withdraw: () => void asked.push('withdraw'),
    close: () => {},
  };
  return { client, due$, asked };
}

/** `smile-share=2` for each signal that did not abstain. */
function binsOf(counts: readonly number[]): string {
  const cells = (counts.length - 1) / groupSignals.length;
  return groupSignals
    .flatMap(({ name }, index) => {
      const bin = counts.slice(1 + index * cells, 1 + (index + 1) * cells).indexOf(1);
      return bin === cells - 1 ? [] : [`${name}=${bin}`];
    })
    .join(' ');
}

function measured(modality: Modality, name: BehaviourName, value: number): Measurement {
  const reading = { kind: 'measured', value, standardDeviation: null, quality: 1 } as const;
  return { kind: 'measurement', atSeconds: 0, modality, name, unit: '1', windowSeconds: 60, reading };
}

function scene(extra: Parameters<typeof ledgerOf>[1] = {}, told: Notice = notice) {
  const ledger = ledgerOf(told, extra);
  const signals$ = new Source<Signal>();
  const { client, due$, asked } = recordingClient();
  const subscription = contributeToGroup(ledger, signals$, client).subscribe();
  return {
    ledger,
    asked,
    signals$,
    subscription,
    due: () => due$.next({ window: 1 }),
    say: (value: number) => {
      for (let count = 0; count < 5; count += 1) signals$.next(measured('voice', 'speaking-share', value));
    },
    smile: (value: number) => {
      for (let count = 0; count < 5; count += 1) signals$.next(measured('face', 'smile-share', value));
    },
  };
}

describe('contributeToGroup', () => {
  it('hands over one contribution for each window that is due, of that window alone', () => {
    const { ledger, asked, due, say } = scene();
    ledger.decide([voiceGroup]);
    say(0.9);
    due();
    say(0.01);
    due();
    due();
    expect(asked).toEqual(['contribute speaking-share=4', 'contribute speaking-share=0', 'contribute ']);
  });

  it('hands over nothing without a consent to the group, and does not even listen', () => {
    const { ledger, asked, due, say, signals$ } = scene();
    due();
    ledger.decide([voiceSelf, faceSelf]);
    say(0.9);
    due();
    expect([asked, signals$.observed]).toEqual([[], false]);
  });

  it('drops the open window and takes back what is held when the scopes change', () => {
    const { ledger, asked, due, say, smile } = scene();
    ledger.decide([voiceGroup, faceGroup]);
    asked.length = 0;
    say(0.9);
    smile(0.9);
    ledger.withdraw([faceGroup]);
    expect(asked).toEqual(['withdraw']);
    due();
    expect(asked).toEqual(['withdraw', 'contribute ']);
    say(0.9);
    smile(0.9);
    due();
    expect(asked.at(-1)).toBe('contribute speaking-share=4');
  });

  it('takes back what is held, and stops, when the last scope goes', () => {
    const { ledger, asked, due, say, signals$ } = scene();
    ledger.decide([voiceGroup]);
    say(0.9);
    ledger.withdraw();
    expect([asked, signals$.observed]).toEqual([['withdraw'], false]);
    due();
    expect(asked).toEqual(['withdraw']);
  });

  it('is not disturbed by a change of the own view', () => {
    const { ledger, asked, due, say } = scene();
    ledger.decide([voiceGroup]);
    say(0.9);
    ledger.decide([voiceGroup, voiceSelf]);
    ledger.withdraw([voiceSelf]);
    due();
    expect(asked).toEqual(['contribute speaking-share=4']);
  });

  it('keeps nothing for a consent that is given again at once', () => {
    const { ledger, asked, due, say } = scene();
    ledger.watch({ modality: 'voice', purpose: 'group-summary' }).subscribe((grant) => {
      grant?.signal.addEventListener('abort', () => ledger.decide([voiceGroup]), { once: true });
    });
    ledger.decide([voiceGroup]);
    say(0.9);
    ledger.withdraw();
    due();
    expect(asked).toEqual(['withdraw', 'contribute ']);
  });

  it('takes back what is held when the meeting ends or the session lets go', () => {
    const ended = scene();
    ended.ledger.decide([voiceGroup]);
    ended.ledger.end();
    expect(ended.asked).toEqual(['withdraw']);
    const left = scene();
    left.ledger.decide([voiceGroup]);
    left.subscription.unsubscribe();
    expect(left.asked).toEqual(['withdraw']);
  });

  it('waits for everyone where everyone has to agree', async () => {
    const everyoneConsents$ = new BehaviorSubject(false);
    const { ledger, asked, due, say } = scene({ everyoneConsents$ }, await noticeOfAll('unanimous'));
    ledger.decide([voiceGroup]);
    due();
    expect(asked).toEqual([]);
    everyoneConsents$.next(true);
    say(0.9);
    due();
    expect(asked).toEqual(['contribute speaking-share=4']);
    everyoneConsents$.next(false);
    due();
    expect(asked).toEqual(['contribute speaking-share=4', 'withdraw']);
  });
});
