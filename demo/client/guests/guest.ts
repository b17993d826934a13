import type { GuestPart } from './plan-guest.ts';

/** A recorded guest of this page. */
export interface Guest {
  readonly key: number;
  readonly part: GuestPart;
  /** `null` until it has joined. */
  readonly participantId: string | null;
}
