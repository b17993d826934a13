import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Room, RoomEvent } from 'livekit-client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssentPlugin } from '../../sdk/plugin/create-assent-plugin.ts';
import { createLiveKitRoster } from '../../sdk/server/call/create-livekit-roster.ts';
import { createLiveKitVerifier } from '../../sdk/server/call/create-livekit-verifier.ts';
import type { ActiveComputation } from '../../sdk/vocabulary.ts';
import { createLiveKitServer, hasLiveKitServer } from '../adapters/livekit-server.ts';
import { attributeNow } from './support/attribute-now.ts';
import { buildApp } from './support/build-app.ts';
import { cacheFolder } from './support/cache-folder.ts';
import { launchBrowser } from './support/launch-browser.ts';
import { makeFaceClip } from './support/make-face-clip.ts';
import { type ServedApp, serveApp } from './support/serve-app.ts';
import { until } from './support/until.ts';

interface Call {
  readonly room: Room;
  readonly plugin: AssentPlugin;
  active(): readonly ActiveComputation[];
}
declare global {
  interface Window {
    readonly call: Call;
  }
}

if (!hasLiveKitServer) console.error('NO LIVEKIT SERVER: two participants of a LiveKit room are not tested');

describe.runIf(hasLiveKitServer)('two participants of a real LiveKit room', () => {
  const server = createLiveKitServer();
  let folder: string;
  let app: ServedApp;
  let browsers: readonly Browser[] = [];
  let ada: Page;
  let ben: Page;

  beforeAll(async () => {
    const url = await server.start();
    folder = await buildApp({ index: 'test/e2e/livekit-app/main.ts' });
    app = await serveApp(folder, { connect: `${url} ${url.replace('ws', 'http')}` });
    const audio = join(cacheFolder, 'media', 'jfk.wav');
    const video = await makeFaceClip();
    // A browser each: when two pages of one open its camera that plays a file anew at once, as both do after
    // a reconnect, Chromium may give neither of them a picture any more.
    browsers = await Promise.all([launchBrowser({ video, audio }), launchBrowser({ video, audio })]);
    const [adasBrowser, bensBrowser] = browsers as [Browser, Browser];
    [ada, ben] = await Promise.all([enter(adasBrowser, 'ada', url), enter(bensBrowser, 'ben', url)]);
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    app?.close();
    await server.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  async function enter(browser: Browser, identity: string, url: string): Promise<Page> {
    const page = await browser.newPage();
    const token = await server.token('room', identity);
    await page.goto(`${app.url}?${new URLSearchParams({ url, token, room: 'room' })}`);
    await page.waitForFunction(() => window.call?.room.state === 'connected');
    return page;
  }

  async function agree(page: Page): Promise<void> {
    const prompt = page.locator('assent-consent-prompt');
    for (const scope of ['voice.self-view.behaviour', 'face.self-view.behaviour']) {
      await prompt.locator(`input[data-scope="${scope}"]`).check();
    }
    await prompt.locator('[data-action="agree"]').click();
    await page.locator('assent-call-panel [data-action="toggle"]').click();
  }

  const isMeasured = async (page: Page, name: string): Promise<boolean> => {
    const shown = page.locator(`assent-self-view [data-signal="${name}"]`);
    return (await attributeNow(shown, 'data-state')) === 'measured';
  };
  const measured = (page: Page, name: string) => until(`${name} measured`, () => isMeasured(page, name));
  /** What a modality's measuring is doing, such as `paused: muted`. */
  const activity = (page: Page, modality: 'voice' | 'face') =>
    page.evaluate((asked) => {
      const found = window.call.active().find(({ scope }) => scope.modality === asked);
      return found === undefined ? 'none' : `${found.state}${found.reason ? `: ${found.reason}` : ''}`;
    }, modality);
  const becomes = (page: Page, modality: 'voice' | 'face', what: string) =>
    until(`${modality} ${what}`, async () => (await activity(page, modality)) === what);
  /** Pictures of the other that a page has decoded. */
  const framesOfOther = (page: Page) =>
    page.evaluate(async () => {
      const [other] = window.call.room.remoteParticipants.values();
      const [video] = other?.videoTrackPublications.values() ?? [];
      const report = await video?.track?.getRTCStatsReport();
      let frames = 0;
      for (const stats of report?.values() ?? [])
        if (stats.type === 'inbound-rtp') frames += stats.framesReceived ?? 0;
      return frames;
    });
  const seesOther = async (page: Page) => {
    const before = await framesOfOther(page);
    await until('pictures of the other', async () => {
      const now = await framesOfOther(page);
      return now > before || (now > 0 && now < before);
    });
  };

  it('are who their tokens and the server say', async () => {
    const verify = await createLiveKitVerifier({ keys: server.keys });
    const roster = createLiveKitRoster(await server.rooms(), { maxAgeSeconds: 0 });
    expect(await verify(await server.token('room', 'ada'))).toMatchObject({
      meetingId: 'room',
      participantId: 'ada',
    });
    expect(await roster.participantsOf('room')).toEqual(new Set(['ada', 'ben']));
    expect(await roster.participantsOf('another')).toEqual(new Set());
  });

  it('see each other; one agrees and is measured, the other is not', async () => {
    await seesOther(ada);
    await seesOther(ben);
    expect(await activity(ada, 'face')).toBe('none');
    await agree(ada);
    await measured(ada, 'smile');
    await measured(ada, 'pitch');
    expect(await activity(ben, 'face')).toBe('none');
    expect(ben.workers()).toHaveLength(0);
  });

  it('who mutes the microphone is not heard, and who unmutes is', async () => {
    await ada.evaluate(() => window.call.room.localParticipant.setMicrophoneEnabled(false));
    await becomes(ada, 'voice', 'paused: muted');
    expect(await activity(ada, 'face')).toBe('running');
    await ada.evaluate(() => window.call.room.localParticipant.setMicrophoneEnabled(true));
    await becomes(ada, 'voice', 'running');
    await measured(ada, 'pitch');
  });

  it('who takes the camera back and publishes it again is seen again', async () => {
    await ada.evaluate(async () => {
      const { localParticipant } = window.call.room;
      for (const { track } of [...localParticipant.videoTrackPublications.values()]) {
        if (track) await localParticipant.unpublishTrack(track);
      }
    });
    await becomes(ada, 'face', 'paused: no-track');
    await ada.evaluate(() => window.call.room.localParticipant.setCameraEnabled(true));
    await becomes(ada, 'face', 'running');
    await measured(ada, 'smile');
  });

  it('who changes camera and microphone is measured by the new ones', async () => {
    const [before, after] = await ada.evaluate(async () => {
      const { room } = window.call;
      const ids = () =>
        [...room.localParticipant.trackPublications.values()].map(({ track }) => track?.mediaStreamTrack.id);
      const first = ids();
      const devices = await navigator.mediaDevices.enumerateDevices();
      const current = room.getActiveDevice('audioinput');
      const other = devices.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== current);
      if (other === undefined) throw new Error('one microphone alone');
      await room.switchActiveDevice('audioinput', other.deviceId);
      // A camera that plays a file is the only one there is: it is opened anew, which is what changing it does.
      for (const { videoTrack } of room.localParticipant.videoTrackPublications.values()) {
        await videoTrack?.restartTrack();
      }
      return [first, ids()];
    });
    expect(after).toHaveLength(2);
    expect(after?.filter((id) => before?.includes(id))).toEqual([]);
    for (const modality of ['voice', 'face'] as const) await becomes(ada, modality, 'running');
    await measured(ada, 'pitch');
  });

  it('both come back when the server was restarted, and measuring goes on', async () => {
    const back = [ada, ben].map((page) =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) =>
            window.call.room.once('reconnected' as RoomEvent.Reconnected, () => resolve()),
          ),
      ),
    );
    await server.stop();
    await server.start();
    await Promise.all(back);
    await seesOther(ada);
    await seesOther(ben);
    for (const modality of ['voice', 'face'] as const) await becomes(ada, modality, 'running');
    await measured(ada, 'pitch');
    const roster = createLiveKitRoster(await server.rooms(), { maxAgeSeconds: 0 });
    expect(await roster.participantsOf('room')).toEqual(new Set(['ada', 'ben']));
  });

  it('who stops is measured no more, and stays in the call', async () => {
    await ada.locator('assent-indicator [data-action="stop-all"]').click();
    await until('the workers gone', async () => ada.workers().length === 0);
    expect(await activity(ada, 'voice')).toBe('none');
    await seesOther(ben);
    expect(await ada.evaluate(() => window.call.room.state)).toBe('connected');
  });
});
