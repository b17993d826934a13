import type { PromptLook } from './look/look-at-prompt.ts';
import type { ShownValues } from './look/look-at-values.ts';
import type { LiveReport, ReadReport } from './page/page-report.ts';

/** How a visit answers the prompt. */
export type Course = 'undecided' | 'refused' | 'agreed';

/** One request of the page, its frames or its workers, with sockets. */
export interface SeenRequest {
  readonly url: string;
  readonly method: string;
  readonly atMs: number;
  /** Whether the browser itself kept it from going out, by the page's policy. */
  blocked: boolean;
}

/** Something that went over the network and its content. */
export interface Payload {
  readonly channel: 'socket' | 'request' | 'beacon' | 'data channel';
  readonly url: string;
  readonly atMs: number;
  readonly text: string | null;
  readonly bytes: Uint8Array | null;
}

/** One worker as the browser saw it live and die. */
export interface SeenWorker {
  readonly url: string;
  readonly bornMs: number;
  endedMs: number | null;
  /** What the page handed it of media, by the watch in the page. */
  readonly fed: string[];
  name: string;
}

/** How long an indicator may take to be seen after the first reading. */
export const indicatorGraceMs = 700;

/** A look at the indicator while something was alive. */
export interface IndicatorLook {
  readonly atMs: number;
  readonly shown: boolean;
  readonly stop: boolean;
}

/** What was gathered in one visit to the app. */
export interface Evidence {
  readonly course: Course;
  readonly reads: ReadReport[];
  readonly live: LiveReport[];
  readonly workers: SeenWorker[];
  readonly requests: SeenRequest[];
  readonly sent: Payload[];
  readonly received: Payload[];
  readonly numbers: Set<number>;
  readonly iceUrls: Set<string>;
  readonly clicks: number[];
  readonly policies: string[];
  readonly indicator: IndicatorLook[];
  readonly values: ShownValues[];
  /** What is written on the page while something is measured. */
  text: string;
  kept: readonly { readonly place: string; readonly text: string }[];
  prompt: PromptLook | null;
  promptAtMs: number | null;
  answeredAtMs: number | null;
  /** Whether one click on the answer closed the prompt. */
  closedByOneClick: boolean;
  askedAgainAtMs: number | null;
  startedAtMs: number | null;
  withdrawnAtMs: number | null;
  /** When everything was judged to be over. */
  endedAtMs: number;
}
