import type { Observable } from 'rxjs';
import type { RevocationOptions } from '../accountability/watch-revocations.ts';
import type { MeetingAdapter } from '../adapter.ts';
import type { NoticeModel } from '../consent/notice.ts';
import type { SecureContribution } from '../meeting/secure/create-secure-link.ts';
import type { WebSocketLike } from '../meeting/web-socket-like.ts';
import type { AssetUrls } from '../models/asset-urls.ts';
import type { Deployment } from '../policy/deployment.ts';
import type { PolicyParticipant } from '../policy/evaluate-policy.ts';
import type { AffectModule } from './load-affect.ts';

/** Where the group's aggregation service is. */
export interface AggregationOptions {
  /** Address of the service's WebSocket, on the app's own origin; or `connect` for another transport. */
  readonly url?: string;
  /** Opens a socket to the service; called again for every reconnection. */
  readonly connect?: () => WebSocketLike;
  /** Fetches a fresh token from the call platform's side. */
  readonly token: () => Promise<string>;
  /** Contribute blindly (or not at all): the service learns sums and no contribution. */
  readonly secure?: SecureGroupOptions;
}

/** What makes contributions blind; the meeting's id is the session's. */
export type SecureGroupOptions = Pick<SecureContribution, 'identity' | 'verifyIdentity' | 'isInCall'>;

/** How much measuring may cost. */
export interface SessionBudget {
  /** Face frames per second at most; default 12. */
  readonly faceRateHz?: number;
  /**
   * Share of one processor core that measuring the face may take; default 0.5. Kept by dropping rate, down to one
   * frame a second (blinks abstain under 8, nods and shakes under 6, estimates of the expression under 3, as
   * `low-frame-rate`), then the expression (`processor-busy`). The search for other faces is never dropped.
   */
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
  /**
   * The models of that entry, where it is another one: they stand in the notice, and no other runs.
   * Those of `assent/affect` unless told.
   */
  readonly affectModels?: readonly NoticeModel[];
  /**
   * A signed list of revoked models on the app's own origin. A listed model stops within one fetch interval;
   * without a valid list affect does not run. Without this option no model is ever revoked.
   */
  readonly revocations?: RevocationOptions;
  /** Without it there is a self-view, but no group, and nobody is asked to join one. */
  readonly aggregation?: AggregationOptions;
  readonly budget?: SessionBudget;
  /**
   * Whether everyone present has opted in; needed for a deployment in `unanimous`
   * mode, and of no effect in another. Nothing is measured before it says `true`.
   */
  readonly everyoneConsents$?: Observable<boolean>;
  /** When consent lapses at the latest, in milliseconds since the Unix epoch; 8 hours from now unless told. */
  readonly expiresAt?: number;
  /** BCP 47 language of the notice; `en` unless told. */
  readonly language?: string;
}
