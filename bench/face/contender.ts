/** Who takes part: the package's whole face path, its engine alone, a peer twice, and nobody. */
export type Contender = 'assent' | 'bare' | 'human-fresh' | 'human-cached' | 'nobody';

/** What the page can be asked; on `window` as `faceBench`. */
export interface FaceBenchPage {
  /** Plays the recording to a contender; resolves once it has measured its first frame. */
  start(contender: Contender, options: ContenderOptions): Promise<void>;
  /** Ends what was started; the camera goes on. */
  stop(): void;
  /** How many frames were measured until now. */
  frames(): number;
}

/** How a contender is run. */
export interface ContenderOptions {
  readonly camera: CameraChoice;
  /** For `assent`: the budget; without one, its own defaults. */
  readonly budget?: { readonly maximumRateHz: number; readonly maxCpuShare: number };
}

/** A camera of the bench's own, in a worker of the page, that delivers so many pictures a second; or the browser's. */
export type CameraChoice = { readonly kind: 'feed'; readonly hz: number } | { readonly kind: 'device' };

/** The recording, decoded: planes of I420, frame after frame. */
export interface Footage {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** Analyses one picture; it stays the caller's. */
export type Analyse = (frame: VideoFrame) => void | Promise<void>;
