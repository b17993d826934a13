import type { FaceShape } from '../../../sdk/face/face-shape.ts';
import type { ModelManifest } from '../../../sdk/models/model-manifest.ts';
import type { AffectEstimate, FaceFrame } from '../../../sdk/vocabulary.ts';

/** Ways to spoil a picture, after Hendrycks & Dietterich 2019 (*Benchmarking Neural Network Robustness*, ImageNet-C). */
export const pictureCorruptions = [
  'low-light',
  'blur',
  'jpeg',
  'low-resolution',
  'occlusion',
  'pose',
] as const;

/** How a picture is spoiled, and how much: severity 1 to 5. */
export interface Corruption {
  readonly kind: (typeof pictureCorruptions)[number];
  readonly severity: number;
}

/** One picture, held before the camera. */
export interface Shot {
  /** Path on the harness's server. */
  readonly url: string;
  /** For how many frames. */
  readonly frames: number;
  readonly everySeconds: number;
  readonly corruption: Corruption | null;
}

/** The packages that the same pictures can be shown to. */
export const peerNames = ['human', 'face-api'] as const;
export type PeerName = (typeof peerNames)[number];

/** What a peer says of one picture: the shares it gives to its categories; `null` where it finds no face. */
export type PeerAnswer = Readonly<Record<string, number>> | null;

/** What the models say of a face before it means anything: what features are fitted on. */
export interface RawFace {
  readonly blendshapes: Readonly<Record<string, number>>;
  readonly shape: FaceShape | null;
}

/** What the worker that looks for it answers. */
export type FaceObserverReply =
  | { readonly kind: 'seen'; readonly face: RawFace | null }
  | { readonly kind: 'failed'; readonly message: string };

/** A stretch of a clip, up to its end where `toSeconds` is `null`. */
export interface ClipSpan {
  readonly fromSeconds: number;
  readonly toSeconds: number | null;
}

/** One stretch, played before the camera. */
export interface ClipShot extends ClipSpan {
  /** Path on the harness's server. */
  readonly url: string;
  readonly corruption: Corruption | null;
}

/** A clip, frame by frame, and its sound. */
export interface ClipReading {
  readonly frames: readonly FaceFrame[];
  /** 16-bit mono samples in base64; `null` where the clip is silent. */
  readonly sound: { readonly base64: string; readonly rateHz: number } | null;
}

/** Somebody's own head of the face. */
export interface HeadFiles {
  /** As it was read: whether it is one is for the head to tell. */
  readonly manifest: ModelManifest;
  /** Folder of its model on the harness's server. */
  readonly modelsPath: string;
}

/** What the harness's page offers to the process that drives it. */
export interface Harness {
  /** Shows pictures of one person one after the other, in a session of their own; the frames of each. */
  show(shots: readonly Shot[]): Promise<readonly (readonly FaceFrame[])[]>;
  /** Plays stretches one after the other in a session of their own; what the last of them shows. */
  play(shots: readonly ClipShot[]): Promise<ClipReading>;
  observe(url: string): Promise<RawFace | null>;
  /** Loads the head that judges from then on, in place of one before. */
  openHead(files: HeadFiles): Promise<void>;
  /** What that head says of frames in a row, one person's. */
  judge(frames: readonly FaceFrame[]): Promise<readonly AffectEstimate[]>;
  ask(peer: PeerName, url: string, corruption: Corruption | null): Promise<PeerAnswer>;
  /** What a peer says of each picture of a stretch, of the same ones that `play` shows. */
  askClip(peer: PeerName, shot: ClipShot): Promise<readonly PeerAnswer[]>;
}
