/** A frame of the own camera that a worker can take over. */
export interface CapturedImage {
  /** The receiver closes it. */
  readonly image: VideoFrame | ImageBitmap;
  /** Capture time: seconds since the Unix epoch on this device's monotonic clock. */
  readonly atSeconds: number;
}

/** Frames that flow by themselves: the stream can be transferred to a worker, which then reads and closes them. */
export interface VideoStreamCapture {
  readonly kind: 'stream';
  /** Holds one frame at most, the newest. */
  readonly frames: ReadableStream<VideoFrame>;
  /** Ends reading; the track is left as it was. Idempotent. */
  close(): void;
}

/** Frames on demand, where the browser has no stream of them on the window. */
export interface VideoPullCapture {
  readonly kind: 'frames';
  /**
   * Resolves with the next frame that the camera delivers; a second call before
   * that gets the same frame's promise. `null` once the capture is closed or the track has ended.
   */
  next(): Promise<CapturedImage | null>;
  /** Ends reading; the track is left as it was. Idempotent. */
  close(): void;
}

/** Reads one track; closed by `close()` or by the withdrawal of the grant. */
export type VideoCapture = VideoStreamCapture | VideoPullCapture;
