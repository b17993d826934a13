import { type Canvas, readPicture } from './corrupt-picture.ts';
import type {
  ClipReading,
  ClipShot,
  Corruption,
  Harness,
  HeadFiles,
  PeerAnswer,
  PeerName,
  RawFace,
  Shot,
} from './harness.ts';
import { openFaceObserver } from './observe-face.ts';
import { type FacePipeline, openFacePipeline } from './open-face-pipeline.ts';
import { type OwnHead, openOwnHead } from './open-own-head.ts';
import { type Asker, openPeer } from './open-peer.ts';
import { playClip } from './play-clip.ts';
import { readClip, watchClip } from './watch-clip.ts';

/** Nobody's neutral survives so long a pause. */
const pauseSeconds = 10;

/** Opened when first asked for, and kept. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open();
    return opened;
  };
}

const pipeline: () => Promise<FacePipeline> = once(openFacePipeline);
const observer: () => Promise<(picture: Canvas) => Promise<RawFace | null>> = once(async () =>
  openFaceObserver(),
);
const peers: Readonly<Record<PeerName, () => Promise<Asker>>> = {
  human: once(() => openPeer('human')),
  'face-api': once(() => openPeer('face-api')),
};

async function show(shots: readonly Shot[]): ReturnType<Harness['show']> {
  const { look, skip, lookAway } = await pipeline();
  skip(pauseSeconds);
  const seen = [];
  for (const { url, frames, everySeconds, corruption } of shots) {
    const picture = await readPicture(url, corruption);
    // The engine follows a face from frame to frame; in another picture it must search anew.
    await lookAway();
    const held = [];
    for (let frame = 0; frame < frames; frame++) {
      held.push(await look(await createImageBitmap(picture)));
      skip(everySeconds);
    }
    seen.push(held);
  }
  return seen;
}

async function play(shots: readonly ClipShot[]): Promise<ClipReading> {
  const { look, skip } = await pipeline();
  skip(pauseSeconds);
  let newest: ClipReading = { frames: [], sound: null };
  for (const { url, corruption, ...span } of shots)
    newest = await playClip(url, corruption, span, look, skip);
  return newest;
}

async function ask(peer: PeerName, url: string, corruption: Corruption | null): ReturnType<Harness['ask']> {
  const picture: Canvas = await readPicture(url, corruption);
  const asker = await peers[peer]();
  return await asker(picture);
}

async function askClip(
  peer: PeerName,
  { url, corruption, ...span }: ClipShot,
): ReturnType<Harness['askClip']> {
  const asker = await peers[peer]();
  const answers: PeerAnswer[] = [];
  await watchClip(await readClip(url), corruption, span, async (picture) => {
    answers.push(await asker(picture));
  });
  return answers;
}

async function observe(url: string): Promise<RawFace | null> {
  const look = await observer();
  return await look(await readPicture(url, null));
}

let ownHead: OwnHead | null = null;

async function openHead(files: HeadFiles): Promise<void> {
  ownHead?.close();
  ownHead = null;
  ownHead = await openOwnHead(files);
}

async function judge(...[frames]: Parameters<Harness['judge']>): ReturnType<Harness['judge']> {
  if (ownHead === null) throw new Error('no head is open');
  return await ownHead.judge(frames);
}

const harness: Harness = { show, play, ask, askClip, observe, openHead, judge };
Reflect.set(window, 'harness', harness);
