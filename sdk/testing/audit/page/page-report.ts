/** Whose media is read: the participant's own, somebody else's, or made by the page (a canvas, a recording). */
export type MediaOrigin = 'own' | 'remote' | 'page';

/** By what means a page can read what a camera or microphone delivers. */
export type ReadKind =
  | 'analyser'
  | 'audio-worklet'
  | 'script-processor'
  | 'recorder'
  | 'track-processor'
  | 'draw-image'
  | 'image-bitmap'
  | 'texture'
  | 'video-frame'
  | 'image-capture'
  | 'face-detector'
  | 'speech-recognition';

/** Media was read, once or several times within a tenth of a second. */
export interface ReadReport {
  readonly type: 'read';
  readonly how: ReadKind;
  readonly media: 'audio' | 'video';
  readonly of: MediaOrigin;
  /** Address of the script that did it. */
  readonly where: string;
  readonly atMs: number;
  readonly untilMs: number;
  readonly times: number;
}

/** A worker was constructed. */
export interface WorkerReport {
  readonly type: 'worker';
  readonly id: number;
  readonly url: string;
  readonly name: string;
  readonly where: string;
  readonly atMs: number;
}

/** A worker was handed media, or a way to it. */
export interface FedReport {
  readonly type: 'fed';
  readonly id: number;
  readonly what: string;
  readonly atMs: number;
}

/** Something that goes on reading by itself. */
export interface LiveReader {
  readonly how: ReadKind;
  readonly of: MediaOrigin;
  readonly where: string;
  /** The worker that its frames were transferred to: it ends with that. */
  readonly worker: number | null;
}

/** What is alive in one document; told whenever it changes. */
export interface LiveReport {
  readonly type: 'live';
  readonly atMs: number;
  readonly readers: readonly LiveReader[];
  /** Audio contexts with a microphone or a call in them that are not closed. */
  readonly contexts: readonly { readonly id: number; readonly madeAtMs: number; readonly where: string }[];
  /** How many of the participant's own tracks are live. */
  readonly ownTracks: number;
  /** How many tracks of others are live. */
  readonly remoteTracks: number;
}

/** Something left by a way that the browser's network log does not show whole. */
export interface SentReport {
  readonly type: 'sent';
  readonly channel: 'data channel' | 'beacon' | 'request';
  readonly url: string;
  readonly text: string | null;
  /** Base64; `null` where it is text. */
  readonly bytes: string | null;
  readonly atMs: number;
}

/** Numbers that a worker told the page: what was measured, to be looked for in what leaves. */
export interface NumbersReport {
  readonly type: 'numbers';
  readonly values: readonly number[];
  readonly atMs: number;
}

/** The moment of a real click, by the page's clock. */
export interface ClickReport {
  readonly type: 'click';
  readonly atMs: number;
}

/** Servers that a call's connection asks for its address. */
export interface IceReport {
  readonly type: 'ice';
  readonly urls: readonly string[];
}

/** What the watch in the page tells the audit. */
export type PageReport =
  | ReadReport
  | WorkerReport
  | FedReport
  | LiveReport
  | SentReport
  | NumbersReport
  | ClickReport
  | IceReport;
