import type { Browser } from 'playwright-core';
import { type CallPage, openCallPage } from '../../test/e2e/support/call-page.ts';
import { until } from '../../test/e2e/support/until.ts';
import type { Figure } from './figure.ts';
import { installProbe } from './install-probe.ts';
import { median } from './median.ts';
import { type Rates, ratesBetween, readProbe } from './read-probe.ts';

/** A call adapts its picture for some seconds; so does the rate of measuring. */
const settleSeconds = 5;
const watchSeconds = 10;

/**
 * The call's own pictures per second without and with the SDK measuring voice
 * and face, turn by turn in one and the same call, so that whatever else the
 * machine does meets both alike.
 */
export async function measureFrameRate(
  browser: Browser,
  demoUrl: string,
  turns: number,
): Promise<readonly Figure[]> {
  const open = (name: string): Promise<CallPage> =>
    openCallPage(browser, demoUrl, { room: 'frame-rate', name, prepare: installProbe });
  const [ada, grace] = [await open('Ada'), await open('Grace')];
  const without: Turn[] = [];
  const measuring: Turn[] = [];
  try {
    await until('the other one’s picture', async () => {
      const [received] = Object.values((await readProbe(grace.page)).framesDecoded);
      return received !== undefined && received > 0;
    });
    await ada.page.getByTestId('consent-prompt').locator('[data-action="refuse"]').click();
    for (let turn = 0; turn < turns; turn++) {
      without.push(await watchTurn(ada, grace));
      await ada.openPanel('you');
      await ada.page.getByTestId('open-prompt').click();
      await ada.agree(['voice.self-view.behaviour', 'face.self-view.behaviour']);
      await until('a face measured', async () => (await ada.signal('smile')) !== null);
      measuring.push(await watchTurn(ada, grace));
      await ada.page.getByTestId('indicator').locator('[data-action="stop-all"]').click();
    }
  } finally {
    await ada.close();
    await grace.close();
  }
  return [
    ...compare('sent', without, measuring, ({ own }) => own.sentHz),
    ...compare('received by the other', without, measuring, ({ other }) => other.decodedHz[0] ?? 0),
    {
      id: 'face estimates in a call of two',
      what: 'face estimates meanwhile',
      value: median(measuring.map(({ own }) => own.faceHz[0] ?? 0)),
      unit: '/s',
    },
    {
      id: 'milliseconds per face',
      what: 'the face worker’s time for one',
      value: median(measuring.map(({ own }) => own.millisecondsPerFace)),
      unit: 'ms',
    },
  ];
}

interface Turn {
  readonly own: Rates;
  readonly other: Rates;
}

async function watchTurn(ada: CallPage, grace: CallPage): Promise<Turn> {
  await ada.page.waitForTimeout(settleSeconds * 1000);
  const read = () => Promise.all([readProbe(ada.page), readProbe(grace.page)]);
  const [ownBefore, otherBefore] = await read();
  await ada.page.waitForTimeout(watchSeconds * 1000);
  const [ownAfter, otherAfter] = await read();
  return { own: ratesBetween(ownBefore, ownAfter), other: ratesBetween(otherBefore, otherAfter) };
}

function compare(
  what: string,
  without: readonly Turn[],
  measuring: readonly Turn[],
  of: (turn: Turn) => number,
): readonly Figure[] {
  const [before, after] = [without.map(of), measuring.map(of)];
  const rates = (values: readonly number[]): string => values.map((each) => each.toFixed(1)).join(' ');
  return [
    {
      id: `frame rate ${what}, ratio`,
      what: `pictures ${what}: with measuring to without`,
      value: median(after) / median(before),
      unit: '',
      budget: { atLeast: 0.95 },
      detail: `without ${rates(before)}, with ${rates(after)} pictures per second`,
    },
  ];
}
