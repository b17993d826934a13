/**
 * What of the browser reads a track, asked for by name alone: nothing is constructed, so it may be asked
 * before any consent.
 *
 * @module
 */

import type { Modality } from '../vocabulary.ts';

/** Whether a modality's track can be read and measured here at all. */
export function canMeasure(modality: Modality): boolean {
  const canRead = modality === 'voice' ? canReadSound() : canStreamFrames() || canAwaitFrames();
  return canRead && typeof Worker === 'function';
}

/** Whether frames of a camera can be streamed from the page (W3C mediacapture-transform). */
export function canStreamFrames(): boolean {
  return typeof globalThis.MediaStreamTrackProcessor === 'function';
}

/** Whether a video element says when it shows a new frame. */
export function canAwaitFrames(): boolean {
  return typeof globalThis.HTMLVideoElement?.prototype.requestVideoFrameCallback === 'function';
}

/** Whether sound can be read on the audio thread. */
export function canReadSound(): boolean {
  return typeof AudioContext !== 'undefined' && typeof AudioWorkletNode !== 'undefined';
}
