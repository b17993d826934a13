import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  type AssentPlugin,
  type AssentPluginOptions,
  createAssentPlugin,
} from '../../sdk/plugin/create-assent-plugin.ts';
import { createFakeAdapter, type FakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { camera, deploymentOf, group, until, watched } from '../session/join-session.ts';

const assets = {
  models: '/assent/models/',
  visionWasm: '/assent/vision-wasm/',
  onnxWasm: '/assent/onnx-wasm/',
};
const open: AssentPlugin[] = [];
afterEach(() => {
  for (const plugin of open.splice(0)) plugin.remove();
});

async function plugIn(
  options: Partial<AssentPluginOptions> = {},
  call: FakeAdapter = createFakeAdapter(),
): Promise<AssentPlugin> {
  const plugin = await createAssentPlugin({
    adapter: call.adapter,
    deployment: deploymentOf(),
    meetingId: 'meeting-1',
    assets,
    ...options,
  });
  open.push(plugin);
  return plugin;
}

const panel = () => document.querySelector('assent-call-panel');
const prompt = () => document.querySelector('assent-consent-prompt');
const inPanel = (selector: string) => panel()?.shadowRoot?.querySelector<HTMLElement>(selector);

async function give(key: string): Promise<void> {
  const root = prompt()?.shadowRoot;
  const box = [...(root?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])].find(
    ({ dataset }) => dataset.scope === key,
  );
  if (!box) throw new Error(`the prompt does not ask for ${key}`);
  await userEvent.click(box);
  const agree = root?.querySelector<HTMLElement>('[data-action="agree"]');
  if (agree) await userEvent.click(agree);
}

describe('createAssentPlugin', () => {
  it('asks, measures what was agreed to, stops by its indicator, and shows the summary when the call is over', async () => {
    const track = await camera();
    const platform = watched();
    const call = createFakeAdapter();
    call.publish(track);
    const plugin = await plugIn({ language: 'de', aggregation: group().aggregation }, call);
    const told: string[] = [];
    plugin.on('summary', () => told.push('summary'));
    const stop = plugin.on('consent', () => told.push('consent'));
    expect([panel()?.lang, prompt()?.lang, prompt()?.open]).toEqual(['de', 'de', true]);
    await prompt()?.updateComplete;
    expect(platform.made).toEqual([]);

    await give('face.self-view.behaviour');
    await until(() => (panel()?.signals.size ?? 0) > 0);
    expect(told).toContain('consent');
    stop();
    expect(platform.workers()).toEqual(['assent-face']);
    inPanel('[data-action="toggle"]')?.click();
    await panel()?.updateComplete;
    expect(inPanel('assent-self-view')).toMatchObject({
      redress: plugin.session.consent.notice.controller,
      drift: [],
    });

    const indicator = inPanel('assent-indicator');
    indicator?.shadowRoot?.querySelector<HTMLElement>('.stop')?.click();
    expect(platform.workers()).toEqual([]);
    expect(panel()?.signals.size).toBe(0);

    call.leave();
    await panel()?.updateComplete;
    expect(told.at(-1)).toBe('summary');
    expect(inPanel('assent-meeting-summary')).not.toBeNull();
    expect(prompt()?.open).toBe(false);
    plugin.ask();
    expect(prompt()?.open).toBe(false);
  });

  it('asks again only by the participant, and takes a contested signal off the view', async () => {
    const call = createFakeAdapter();
    call.publish(await camera());
    const plugin = await plugIn({ ask: false }, call);
    expect(prompt()?.open).toBe(false);
    inPanel('[data-action="toggle"]')?.click();
    await panel()?.updateComplete;
    inPanel('[data-action="choices"]')?.click();
    expect(prompt()?.open).toBe(true);
    await prompt()?.updateComplete;
    await give('face.self-view.behaviour');
    await until(() => panel()?.signals.has('face:smile') === true);
    inPanel('assent-self-view')?.dispatchEvent(
      new CustomEvent('assent-contest', { detail: { signal: 'smile' }, bubbles: true, composed: true }),
    );
    expect(panel()?.signals.has('face:smile')).toBe(false);
    plugin.end();
    expect(panel()?.summary).not.toBeNull();
  });

  it('stands where the app puts it, and leaves nothing behind', async () => {
    const mount = document.createElement('aside');
    document.body.append(mount);
    const plugin = await plugIn({ mount });
    expect([mount.firstElementChild, panel()?.floating]).toEqual([panel(), false]);
    plugin.remove();
    plugin.remove();
    expect([mount.childElementCount, prompt()]).toEqual([0, null]);
    mount.remove();
  });

  it('says why where policy refuses something, in the language of the page', async () => {
    const plugin = await plugIn({
      language: 'de',
      deployment: deploymentOf({ context: 'workplace', jurisdictions: ['EU'] }),
      affect: () => Promise.reject(new Error('it must not be fetched')),
    });
    await panel()?.updateComplete;
    panel()?.toggleAttribute('open', true);
    await panel()?.updateComplete;
    const refusal = plugin.session.policy.refusals.find(({ tier }) => tier === 'affect');
    expect(inPanel('[data-refusal]')?.dataset.refusal).toBe(refusal?.rule);
    expect(inPanel('[data-refusal]')?.textContent).toMatch(/^Bei der Arbeit .* verbietet EU-Recht/);
  });

  it('mounts nothing when an option is wrong, and names it', async () => {
    await expect(plugIn({ mount: 'main' as never })).rejects.toThrow(/mount/);
    await expect(plugIn({ meetingId: '' })).rejects.toThrow(/meetingId/);
    expect([panel(), prompt()]).toEqual([null, null]);
  });
});
