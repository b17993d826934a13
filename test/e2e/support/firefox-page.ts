import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { cacheFolder } from './cache-folder.ts';
import type { ScopeKey } from './call-page.ts';
import { installPlatformCounters, type PlatformCalls } from './count-platform-calls.ts';
import { makeFaceClip } from './make-face-clip.ts';

/** A tab of Firefox in the demo, driven as a person would. */
export interface FirefoxPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly faults: readonly string[];
  /** The first element that matches, in whatever shadow root. */
  find(selector: string): Promise<ElementHandle<HTMLElement> | null>;
  click(selector: string): Promise<void>;
  attribute(selector: string, name: string): Promise<string | null>;
  agree(scopes: readonly ScopeKey[]): Promise<void>;
  platformCalls(): Promise<PlatformCalls>;
}

/** Pictures a second of what stands in for the camera, and every which picture of the clip is one of them. */
const pictureHz = 10;
const clipStep = 6;

/**
 * Opens a tab in which a real face and real speech stand in for the devices: Firefox plays no files as
 * devices, so the page's `getUserMedia` answers with tracks of a canvas and of an audio graph.
 */
export async function openFirefoxPage(browser: Browser, url: string): Promise<FirefoxPage> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => faults.push(error instanceof Error ? error.message : String(error)));
  page.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) faults.push(message.text());
  });
  const speech = readFileSync(join(cacheFolder, 'media', 'jfk.wav')).toString('base64');
  const pictures = picturesOf(readFileSync(await makeFaceClip())).filter(
    (_, index) => index % clipStep === 0,
  );
  await page.evaluateOnNewDocument(playAsDevices, {
    speech,
    pictures: pictures.map((picture) => picture.toString('base64')),
    pictureHz,
  });
  await page.evaluateOnNewDocument(installPlatformCounters);
  await page.goto(url);

  const find = async (selector: string) =>
    (await page.$(`>>> ${selector}`)) as ElementHandle<HTMLElement> | null;
  const click = (selector: string): Promise<void> => page.locator(`>>> ${selector}`).click();
  return {
    page,
    requests,
    faults,
    find,
    click,
    async attribute(selector, name) {
      const element = await find(selector);
      return element === null ? null : element.evaluate((found, asked) => found.getAttribute(asked), name);
    },
    async agree(scopes) {
      for (const scope of scopes) await click(`input[data-scope="${scope}"]`);
      await click('[data-action="agree"]');
      // What lies under the prompt can be clicked once it is gone.
      await page.waitForSelector('>>> [data-action="agree"]', { hidden: true });
    },
    platformCalls: () => page.evaluate(() => Reflect.get(window, 'platformCalls') as PlatformCalls),
  };
}

/** The pictures of a Motion JPEG file: each begins with SOI, and no marker of that value stands inside. */
function picturesOf(clip: Buffer): readonly Buffer[] {
  const starts: number[] = [];
  const soi = Buffer.from([0xff, 0xd8, 0xff]);
  for (let at = clip.indexOf(soi); at >= 0; at = clip.indexOf(soi, at + 3)) starts.push(at);
  return starts.map((start, index) => clip.subarray(start, starts[index + 1]));
}

/** Runs in the page, before its first script. */
function playAsDevices(recording: {
  readonly speech: string;
  readonly pictures: readonly string[];
  readonly pictureHz: number;
}): void {
  // Before anything counts: what stands in for a device is none of the page's own.
  const Context = AudioContext;
  const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

  async function camera(): Promise<MediaStreamTrack[]> {
    const pictures = await Promise.all(
      recording.pictures.map((picture) => createImageBitmap(new Blob([bytesOf(picture)]))),
    );
    const canvas = document.createElement('canvas');
    canvas.width = pictures[0]?.width ?? 1;
    canvas.height = pictures[0]?.height ?? 1;
    const context = canvas.getContext('2d');
    let at = 0;
    const draw = (): void => {
      const picture = pictures[at % pictures.length];
      if (picture !== undefined) context?.drawImage(picture, 0, 0);
      at += 1;
    };
    draw();
    setInterval(draw, 1000 / recording.pictureHz);
    return canvas.captureStream(recording.pictureHz).getVideoTracks();
  }

  async function microphone(): Promise<MediaStreamTrack[]> {
    const context = new Context();
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(bytesOf(recording.speech).buffer);
    source.loop = true;
    const destination = context.createMediaStreamDestination();
    source.connect(destination);
    source.start();
    await context.resume();
    return destination.stream.getAudioTracks();
  }

  // The empty page that a tab begins with has no devices.
  if (navigator.mediaDevices === undefined) return;
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    // Only to a page that captures does Firefox let WebRTC tell all of its addresses.
    await open(constraints);
    const { audio, video } = constraints;
    return new MediaStream([...(audio ? await microphone() : []), ...(video ? await camera() : [])]);
  };
}
