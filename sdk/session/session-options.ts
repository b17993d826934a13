import type { MeetingAdapter } from '../adapter.ts';
import type { AffectHead } from '../fusion/affect-head.ts';
import type { WebSocketLike } from '../meeting/web-socket-like.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import type { Deployment } from '../policy/deployment.ts';
import type { PolicyParticipant } from '../policy/evaluate-policy.ts';
import type { Modality } from '../vocabulary.ts';

/** What `import('assent/affect')` gives. */
export interface AffectModule {
  /** Makes the estimator of one modality; it keeps this participant's baseline, so one per track. */
  createAffectHead(modality: Modality): AffectHead;
}

/** Where the group's aggregation service is. */
export interface AggregationOptions {
  /** Address of the service's WebSocket, on the app's own origin; or `connect` for another transport. */
  readonly url?: string;
  /** Opens a socket to the service; called again for every reconnection. */
  readonly connect?: () => WebSocketLike;
  /** Fetches a fresh token from the call platform's side. */
  readonly token: () => Promise<string>;
}

/** How much measuring may cost. */
export interface SessionBudget {
  /** Face frames per second at most; default 12. */
  readonly faceRateHz?: number;
  /** Share of one processor core that measuring the face may take; default 0.5. */
  readonly faceCpuShare?: number;
}

/** What {@link createSession} needs. */
export interface SessionOptions {
  /** The seam to the call; borrowed. */
  readonly adapter: MeetingAdapter;
  /** What `declareDeployment()` made: there is no default. */
  readonly deployment: Deployment;
  /** The meeting's id; a breakout room is another meeting. */
  readonly meetingId: string;
  /** What the platform knows of its own user; each fact only makes policy stricter (but `atWork: false`). */
  readonly participant?: PolicyParticipant & {
    /** The pseudonym in this meeting's consent record; a random one unless told. */
    readonly subjectId?: string;
  };
  /** Folders on the app's own origin that hold models and wasm. */
  readonly assets: AssetUrls;
  /** `() => import('assent/affect')`; called only once policy and a consent allow it. Without it there is no affect. */
  readonly affect?: () => Promise<AffectModule>;
  /** Without it there is a self-view, but no group. */
  readonly aggregation?: AggregationOptions;
  readonly budget?: SessionBudget;
  /** When consent lapses at the latest, in milliseconds since the Unix epoch; 8 hours from now unless told. */
  readonly expiresAt?: number;
  /** BCP 47 language of the notice; `en` unless told. */
  readonly language?: string;
}

const eightHoursMs = 8 * 60 * 60 * 1000;

/** Checks a caller's options and fills in the defaults. @throws TypeError naming the option. */
export function checkSessionOptions(options: SessionOptions): { readonly expiresAt: number } {
  if (typeof options?.adapter?.taps$?.subscribe !== 'function') {
    throw new TypeError('adapter: needs a MeetingAdapter, for example createWebRtcAdapter(connection)');
  }
  if (typeof options.deployment?.context !== 'string') {
    throw new TypeError('deployment: needs what declareDeployment() returns; there is no default');
  }
  if (typeof options.meetingId !== 'string' || options.meetingId === '') {
    throw new TypeError('meetingId: needs a string that is not empty');
  }
  for (const folder of ['models', 'visionWasm'] as const) {
    if (typeof options.assets?.[folder] !== 'string') {
      throw new TypeError(`assets.${folder}: needs the address of a folder on the app's own origin`);
    }
  }
  if (options.affect !== undefined && typeof options.affect !== 'function') {
    throw new TypeError("affect: needs a function such as () => import('assent/affect')");
  }
  const { aggregation } = options;
  if (aggregation !== undefined && typeof aggregation.token !== 'function') {
    throw new TypeError('aggregation.token: needs a function that fetches a token');
  }
  if (aggregation !== undefined && (aggregation.url === undefined) === (aggregation.connect === undefined)) {
    throw new TypeError('aggregation: needs either url or connect');
  }
  return { expiresAt: options.expiresAt ?? Date.now() + eightHoursMs };
}
