import { assertGrant, type ConsentGrant } from '../consent/consent-grant.ts';
import { AssentError } from '../errors.ts';
import { canAwaitFrames, canStreamFrames } from './capture-means.ts';
import { openVideoPull } from './open-video-pull.ts';
import { openVideoStream } from './open-video-stream.ts';
import type { VideoCapture } from './video-capture.ts';

/**
 * Begins to read the participant's own camera track.
 *
 * The track stays borrowed: it is never stopped, cloned, muted or disabled.
 * The capture belongs to the caller and closes itself when the grant ends.
 *
 * @throws AssentError `no-consent` for a forged or ended grant or one for the voice, `track-ended`, or
 * `unsupported` where the browser offers neither `MediaStreamTrackProcessor` nor `requestVideoFrameCallback`.
 */
export function openVideoCapture(track: MediaStreamTrack, grant: ConsentGrant): VideoCapture {
  assertGrant(grant, 'face');
  if (track.kind !== 'video') throw new TypeError(`track: expected a video track, got ${track.kind}`);
  if (track.readyState === 'ended') {
    throw new AssentError('track-ended', 'The camera track has ended.');
  }
  const capture = open(track);
  const close = (): void => capture.close();
  grant.signal.addEventListener('abort', close);
  return {
    ...capture,
    close: () => {
      grant.signal.removeEventListener('abort', close);
      capture.close();
    },
  };
}

function open(track: MediaStreamTrack): VideoCapture {
  if (canStreamFrames()) return openVideoStream(track);
  if (canAwaitFrames()) return openVideoPull(track);
  throw new AssentError(
    'unsupported',
    'This browser can neither stream the frames of a camera track nor say when a new one is shown.',
  );
}
