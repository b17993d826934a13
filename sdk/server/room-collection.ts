import type { WithheldReason } from '../vocabulary.ts';
import type { PutResult } from './aggregation-store.ts';

/** What became of a window. */
export type WindowOutcome =
  | { readonly kind: 'summed'; readonly sum: readonly number[]; readonly members: ReadonlySet<string> }
  | { readonly kind: 'withheld'; readonly reason: WithheldReason };

/** How a room comes to the sum of a window: of contributions that the service sees, or blindly. */
export interface RoomCollection {
  /** Someone has connected, perhaps again: whatever an earlier connection of theirs left is forgotten. */
  join(participantId: string): void;
  /** Someone has left or withdrawn: what they contributed to the open window is forgotten, for good. */
  remove(participantId: string): Promise<void>;
  /** Begins to take contributions to `window`. */
  open(window: number): Promise<void>;
  /**
   * Takes a window over that another node has opened and left behind.
   *
   * @param isHere - who is not by the time it is closed isn't in it: nobody could have heard that they left
   * @returns whether it can be finished here; otherwise it is to be withheld
   */
  resume(window: number, isHere: (participantId: string) => boolean): Promise<boolean>;
  /** Everyone has been told that `window` is being collected. */
  begin(window: number): void;
  contribute(
    window: number,
    participantId: string,
    counts: readonly number[],
  ): Promise<PutResult | 'blind-only'>;
  /**
   * Takes a message of the blind protocol.
   *
   * @throws SecureError naming why it is left out
   */
  receive(participantId: string, message: Uint8Array): Promise<void>;
  /** Ends the window: its sum, or why there is none. Forgets what was contributed. */
  close(window: number): Promise<WindowOutcome>;
  /** Forgets everything; no window is open any more. */
  stop(): Promise<void>;
}
