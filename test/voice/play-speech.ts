/** Real speech as a microphone track. */
export interface PlayedSpeech {
  readonly track: MediaStreamTrack;
  /** When the recording begins to sound, in seconds since the epoch. */
  readonly startsAtSeconds: number;
  stop(): Promise<void>;
}

/** Plays a recording of the media folder into a track, over and over. */
export async function playSpeech(file: string = 'jfk.wav', leadSeconds: number = 0.2): Promise<PlayedSpeech> {
  const context = new AudioContext();
  const response = await fetch(`/assent/media/${file}`);
  const buffer = await context.decodeAudioData(await response.arrayBuffer());
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.loop = true;
  const out = context.createMediaStreamDestination();
  source.connect(out);
  source.start(context.currentTime + leadSeconds);
  const startsAtSeconds = (performance.timeOrigin + performance.now()) / 1000 + leadSeconds;
  const track = out.stream.getAudioTracks()[0];
  if (track === undefined) throw new Error('no track');
  return {
    track,
    startsAtSeconds,
    async stop() {
      source.stop();
      track.stop();
      await context.close();
    },
  };
}
