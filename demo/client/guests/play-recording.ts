import { createVoiceSwitch } from './create-voice-switch.ts';
import type { GuestOrder } from './guest-protocol.ts';

/** A recording that plays as a stream of its own. */
export interface PlayedRecording {
  /** One video and one audio track, both live as long as the page. */
  readonly stream: MediaStream;
  /** Goes on with the speech, or falls silent. */
  speak(on: boolean): void;
}

type Capturable = HTMLMediaElement & { captureStream?: () => MediaStream };

function openMedia(tag: 'audio' | 'video', file: string): Promise<Capturable> {
  const element: Capturable = document.createElement(tag);
  // Muted, so that nothing leaves through this page's speakers: a capture carries the sound all the same
  // (Media Capture from DOM Elements), and the call plays it to whoever is meant to hear it.
  element.muted = true;
  element.loop = true;
  element.preload = 'auto';
  element.src = `/assent/media/${encodeURIComponent(file)}`;
  document.body.append(element);
  return new Promise((resolve, reject) => {
    element.addEventListener('canplay', () => resolve(element), { once: true });
    element.addEventListener(
      'error',
      () =>
        reject(new Error(`The recording ${file} cannot be played: ${element.error?.message || 'not found'}`)),
      { once: true },
    );
  });
}

function capture(element: Capturable): MediaStreamTrack[] {
  if (element.captureStream === undefined)
    throw new Error('This browser cannot send recordings (no captureStream).');
  return element.captureStream().getTracks();
}

/** Plays a face and a voice in this page, unheard and unseen, and captures both. */
export async function playRecording(order: GuestOrder): Promise<PlayedRecording> {
  const [face, speech] = await Promise.all([
    openMedia('video', order.face),
    openMedia('audio', order.speech),
  ]);
  const beginFace = (): void => {
    face.currentTime = order.faceFromSeconds % face.duration;
  };
  beginFace();
  face.addEventListener('timeupdate', () => {
    if (face.currentTime >= order.faceUntilSeconds) beginFace();
  });
  speech.currentTime = order.speechFromSeconds % speech.duration;
  speech.preservesPitch = false;
  speech.playbackRate = order.speechSpeed;
  await Promise.all([face.play(), speech.play()]);
  const voice = createVoiceSwitch(new MediaStream(capture(speech).filter(({ kind }) => kind === 'audio')));
  const pictures = capture(face).filter(({ kind }) => kind === 'video');
  return { stream: new MediaStream([...pictures, voice.track]), speak: voice.speak };
}
