/** A real recording that plays as if it were the own camera. */
export interface PlayingClip {
  readonly video: HTMLVideoElement;
  readonly track: MediaStreamTrack;
  readonly stop: () => void;
}

/** Plays `/assent/media/<file>` from a moment on; the recording is looked up by the test configuration. */
export async function playClip(file: string, fromSeconds: number): Promise<PlayingClip> {
  const response = await fetch(`/assent/media/${file}`);
  if (!response.ok) throw new Error(`${file} is missing: ${response.status}`);
  const url = URL.createObjectURL(await response.blob());
  const video = document.createElement('video');
  video.muted = true;
  video.loop = true;
  video.src = url;
  await new Promise<void>((resolve, reject) => {
    video.onloadeddata = () => resolve();
    video.onerror = () => reject(new Error(`${file} does not play: ${video.error?.message}`));
  });
  video.currentTime = fromSeconds;
  await video.play();
  const stream = video.captureStream();
  const [track] = stream.getVideoTracks();
  if (track === undefined) throw new Error(`${file} has no video track`);
  return {
    video,
    track,
    stop: () => {
      track.stop();
      video.pause();
      video.removeAttribute('src');
      URL.revokeObjectURL(url);
    },
  };
}

declare global {
  interface HTMLVideoElement {
    captureStream(): MediaStream;
  }
}
