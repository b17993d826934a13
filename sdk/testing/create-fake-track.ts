import type { Modality } from '../vocabulary.ts';

/** A track without media, for tests outside of a browser; what a device would do is done by hand. */
export interface FakeTrack extends MediaStreamTrack {
  /** What an unplugged device does: the track ends and says so. */
  unplug(): void;
  /** What a device does that stops delivering: `mute`, later `unmute`. */
  muteSource(muted: boolean): void;
  /** How often `stop()` was called: a borrower never does. */
  readonly stops: number;
  /** How often `clone()` was called: a borrower never does. */
  readonly clones: number;
}

/**
 * Creates a track that has every member and event of a `MediaStreamTrack` but carries nothing.
 *
 * @param modality `voice` for an audio track, `face` for a video track
 */
export function createFakeTrack(modality: Modality): FakeTrack {
  if (modality !== 'voice' && modality !== 'face')
    throw new TypeError("modality: 'voice' or 'face' is needed");
  return new Fake(modality === 'voice' ? 'audio' : 'video');
}

type TrackHandler = ((this: MediaStreamTrack, event: Event) => unknown) | null;

class Fake extends EventTarget implements FakeTrack {
  readonly id: string = crypto.randomUUID();
  readonly kind: 'audio' | 'video';
  readonly label: string;
  contentHint = '';
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  stops = 0;
  clones = 0;
  onended: TrackHandler = null;
  onmute: TrackHandler = null;
  onunmute: TrackHandler = null;

  constructor(kind: 'audio' | 'video') {
    super();
    this.kind = kind;
    this.label = `fake ${kind}`;
  }

  unplug(): void {
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    this.#tell('ended', this.onended);
  }

  muteSource(muted: boolean): void {
    if (this.muted === muted) return;
    this.muted = muted;
    this.#tell(muted ? 'mute' : 'unmute', muted ? this.onmute : this.onunmute);
  }

  stop(): void {
    this.stops += 1;
    // As in browsers: whoever stops a track knows it, so no event is fired.
    this.readyState = 'ended';
  }

  clone(): MediaStreamTrack {
    this.clones += 1;
    const copy = new Fake(this.kind);
    copy.enabled = this.enabled;
    copy.readyState = this.readyState;
    return copy;
  }

  async applyConstraints(): Promise<void> {}

  getCapabilities(): MediaTrackCapabilities {
    return {};
  }

  getConstraints(): MediaTrackConstraints {
    return {};
  }

  getSettings(): MediaTrackSettings {
    return {};
  }

  #tell(type: string, handler: TrackHandler): void {
    const event = new Event(type);
    handler?.call(this, event);
    this.dispatchEvent(event);
  }
}
