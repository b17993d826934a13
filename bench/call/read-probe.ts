import type { Page } from 'playwright-core';
import type { Probe } from './install-probe.ts';

/** What a page and its frames had done up to one moment. */
export interface ProbeReading {
  readonly atSeconds: number;
  /** Video frames that this page and its frames sent. */
  readonly framesSent: number;
  /** Video frames decoded of each received picture, by the track's id. */
  readonly framesDecoded: Readonly<Record<string, number>>;
  /** Of each document that measures a face: the frames measured, and the worker's time for them. */
  readonly face: readonly { readonly frames: number; readonly busyMilliseconds: number }[];
}

/** Reads the probes of all frames of the page. */
export async function readProbe(page: Page): Promise<ProbeReading> {
  const documents = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(async () => {
        const probe: Probe | undefined = Reflect.get(window, 'benchProbe');
        let framesSent = 0;
        const framesDecoded: Record<string, number> = {};
        for (const connection of probe?.connections ?? []) {
          if (connection.connectionState === 'closed') continue;
          for (const stat of (await connection.getStats()).values()) {
            if (stat.kind !== 'video') continue;
            if (stat.type === 'outbound-rtp') framesSent += stat.framesSent ?? 0;
            // Mediasoup's probator only finds out how much the line bears; it carries no picture.
            if (stat.type === 'inbound-rtp' && stat.mid !== 'probator')
              framesDecoded[stat.trackIdentifier] = stat.framesDecoded ?? 0;
          }
        }
        return { framesSent, framesDecoded, face: probe?.face ?? { frames: 0, busyMilliseconds: 0 } };
      }),
    ),
  );
  return {
    atSeconds: performance.now() / 1000,
    framesSent: documents.reduce((sum, { framesSent }) => sum + framesSent, 0),
    framesDecoded: Object.assign({}, ...documents.map(({ framesDecoded }) => framesDecoded)),
    face: documents.map(({ face }) => face),
  };
}

/** What happened per second between two readings. */
export interface Rates {
  readonly seconds: number;
  readonly sentHz: number;
  readonly decodedHz: readonly number[];
  readonly faceHz: readonly number[];
  /** The face worker's time for one frame; NaN while none was measured. */
  readonly millisecondsPerFace: number;
}

/** Frames per second between two readings of one page; documents that measured no face are left out. */
export function ratesBetween(before: ProbeReading, after: ProbeReading): Rates {
  const seconds = after.atSeconds - before.atSeconds;
  const face = after.face.map((document, index) => ({
    frames: document.frames - (before.face[index]?.frames ?? 0),
    busyMilliseconds: document.busyMilliseconds - (before.face[index]?.busyMilliseconds ?? 0),
  }));
  const frames = face.reduce((sum, document) => sum + document.frames, 0);
  return {
    seconds,
    sentHz: (after.framesSent - before.framesSent) / seconds,
    decodedHz: Object.entries(after.framesDecoded).map(
      ([track, decoded]) => (decoded - (before.framesDecoded[track] ?? 0)) / seconds,
    ),
    faceHz: face.filter((document) => document.frames > 0).map((document) => document.frames / seconds),
    millisecondsPerFace: face.reduce((sum, document) => sum + document.busyMilliseconds, 0) / frames,
  };
}
