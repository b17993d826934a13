import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAssentPlugin } from '../../sdk/plugin/create-assent-plugin.ts';
import { createSession } from '../../sdk/session.ts';
import type { CapabilityName, SupportedPart } from '../../sdk/support/capabilities.ts';
import { describeSupport, isSupported } from '../../sdk/support/describe-support.ts';
import { createFakeAdapter } from '../../sdk/testing/create-fake-adapter.ts';
import { deploymentOf, join, watched } from '../session/join-session.ts';

const restores: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllGlobals();
  for (const restore of restores.splice(0)) restore();
});

/** Takes something away from an object of the platform until the test ends. */
function take(owner: object, name: string, instead?: unknown): void {
  const found = Object.getOwnPropertyDescriptor(owner, name);
  if (found === undefined) throw new Error(`${name} is not there to be taken away`);
  restores.push(() => Object.defineProperty(owner, name, found));
  if (instead === undefined) Reflect.deleteProperty(owner, name);
  else Object.defineProperty(owner, name, { ...found, value: instead });
}

const lacking: Readonly<Record<CapabilityName, () => void>> = {
  'secure-context': () => vi.stubGlobal('isSecureContext', false),
  'web-crypto': () => vi.stubGlobal('crypto', {}),
  workers: () => vi.stubGlobal('Worker', undefined),
  webassembly: () => vi.stubGlobal('WebAssembly', undefined),
  'audio-worklet': () => vi.stubGlobal('AudioWorkletNode', undefined),
  'frame-stream': () => vi.stubGlobal('MediaStreamTrackProcessor', undefined),
  frames() {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    take(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
  },
  'offscreen-canvas': () => vi.stubGlobal('OffscreenCanvas', undefined),
  webgl2: () => take(OffscreenCanvas.prototype, 'getContext', () => null),
  'web-socket': () => vi.stubGlobal('WebSocket', undefined),
};

const kinds = (): Record<SupportedPart, string> => {
  const { session, voice, face, group } = describeSupport();
  return { session: session.kind, voice: voice.kind, face: face.kind, group: group.kind };
};
const all = { session: 'full', voice: 'full', face: 'full', group: 'full' };

describe('describeSupport', () => {
  it('finds everything in this browser, without touching media or starting anything', () => {
    const platform = watched();
    expect(kinds()).toEqual(all);
    expect(Object.values(describeSupport().capabilities)).not.toContain(false);
    expect(platform.made).toEqual([]);
  });

  const none = 'unsupported';
  it.each<[CapabilityName, Partial<Record<SupportedPart, string>>]>([
    ['secure-context', { session: none, voice: none, face: none, group: none }],
    ['web-crypto', { session: none, voice: none, face: none, group: none }],
    ['workers', { voice: none, face: none }],
    ['webassembly', { voice: 'reduced', face: none }],
    ['audio-worklet', { voice: none }],
    ['frame-stream', { face: 'reduced' }],
    ['frames', { face: none }],
    ['offscreen-canvas', { face: none }],
    ['webgl2', { face: none }],
    ['web-socket', { group: none }],
  ])('without %s says what goes with it, and names it', (name, lost) => {
    lacking[name]();
    expect(kinds()).toEqual({ ...all, ...lost });
    const report = describeSupport();
    expect(report.capabilities[name]).toBe(false);
    for (const part of Object.keys(lost) as SupportedPart[]) {
      const support = report[part];
      if (support.kind === 'full') throw new Error('it is lost');
      expect(support.reasons.map(({ capability }) => capability)).toContain(name);
      for (const { message } of support.reasons) expect(message).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('tells a policy that keeps WebAssembly from compiling from a browser that has it', () => {
    class Refusing {
      constructor() {
        throw new WebAssembly.CompileError('call to WebAssembly.Module() blocked by CSP');
      }
    }
    take(WebAssembly, 'Module', Refusing);
    expect(kinds()).toEqual({ ...all, voice: 'reduced', face: 'unsupported' });
  });

  it('isSupported() answers for a part, and refuses one that does not exist', () => {
    lacking['audio-worklet']();
    expect([isSupported(), isSupported('voice'), isSupported('face')]).toEqual([true, false, true]);
    expect(() => isSupported('smell' as never)).toThrow(/^part:/);
  });
});

describe('a session in a browser that lacks something', () => {
  const modalities = (scopes: readonly { readonly modality: string }[]) => [
    ...new Set(scopes.map(({ modality }) => modality)),
  ];

  it.each<[CapabilityName, string[]]>([
    ['audio-worklet', ['face']],
    ['frames', ['voice']],
    ['frame-stream', ['voice', 'face']],
    ['workers', []],
  ])('without %s asks for what can be measured', async (name, asked) => {
    lacking[name]();
    const { session, problems } = await join();
    expect(modalities(session.consent.scopes).toSorted()).toEqual(asked.toSorted());
    expect(problems).toEqual([]);
  });

  it('without WebCrypto is refused by name, and so is the plugin, which mounts nothing', async () => {
    const { randomUUID } = crypto;
    vi.stubGlobal('crypto', { randomUUID });
    const options = {
      adapter: createFakeAdapter().adapter,
      deployment: deploymentOf(),
      meetingId: 'm',
      assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/' },
    };
    await expect(createSession(options)).rejects.toMatchObject({ name: 'AssentError', code: 'unsupported' });
    await expect(createAssentPlugin(options)).rejects.toMatchObject({ code: 'unsupported' });
    expect(document.querySelector('assent-call-panel, assent-consent-prompt')).toBeNull();
  });

  it('without workers is still there as a plugin, asks nothing, and says that something is missing', async () => {
    lacking.workers();
    const plugin = await createAssentPlugin({
      adapter: createFakeAdapter().adapter,
      deployment: deploymentOf(),
      meetingId: 'm',
      assets: { models: '/assent/models/', visionWasm: '/assent/vision-wasm/' },
    });
    const panel = document.querySelector('assent-call-panel');
    panel?.toggleAttribute('open', true);
    await panel?.updateComplete;
    expect(panel?.shadowRoot?.querySelector('[data-lacking]')?.textContent).toMatch(/browser lacks/);
    expect(document.querySelector('assent-consent-prompt')?.open).toBe(false);
    plugin.remove();
  });
});
