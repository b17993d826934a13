/** A voice that can fall silent without its track ending or standing still. */
export interface VoiceSwitch {
  /** Live and never muted: silence is sent as silence, as a microphone in a quiet room does. */
  readonly track: MediaStreamTrack;
  speak(on: boolean): void;
}

/** Long enough not to click. */
const fadeSeconds = 0.02;

/** Leads a captured voice through a gain, silent at first; the track lives as long as the page. */
export function createVoiceSwitch(captured: MediaStream): VoiceSwitch {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0 });
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  new MediaStreamAudioSourceNode(context, { mediaStream: captured }).connect(gain).connect(destination);
  const [track] = destination.stream.getAudioTracks();
  if (track === undefined) throw new Error('This browser cannot send recordings (no audio track).');
  return {
    track,
    speak: (on) => gain.gain.setTargetAtTime(on ? 1 : 0, context.currentTime, fadeSeconds),
  };
}
