import { type Browser, chromium } from 'playwright-core';

/** What the browser's fake devices play; without a file Chromium shows its own pattern and beeps. */
export interface FakeDevices {
  /** Motion JPEG. */
  readonly video?: string;
  /** WAV. */
  readonly audio?: string;
  /** `false`: a machine without camera and microphone. */
  readonly present?: boolean;
  /** Further switches. */
  readonly args?: readonly string[];
  /** `false`: the person who is asked for camera and microphone says no. */
  readonly permitted?: boolean;
}

/** Starts the test browser with fake devices; the caller closes it. */
export async function launchBrowser(devices: FakeDevices = {}): Promise<Browser> {
  const { video, audio, present = true, permitted = true, args = [] } = devices;
  return await chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // Without a graphics card WebGL needs SwiftShader; the page itself is composed twenty times cheaper without it.
      '--disable-gpu-compositing',
      ...(present ? ['--use-fake-device-for-media-stream'] : []),
      ...(permitted ? ['--use-fake-ui-for-media-stream'] : []),
      ...(video === undefined ? [] : [`--use-file-for-fake-video-capture=${video}`]),
      ...args,
      ...(audio === undefined ? [] : [`--use-file-for-fake-audio-capture=${audio}`]),
    ],
  });
}
