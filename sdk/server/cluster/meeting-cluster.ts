/** Which node looks after a meeting at the moment. */
export type MeetingHome =
  | { readonly kind: 'here' }
  | { readonly kind: 'elsewhere'; readonly node: string }
  /** It cannot be said at the moment, for example because that node has just died: ask again a little later. */
  | { readonly kind: 'unsettled' };

/** What a node is told by the others. */
export interface ClusterListener {
  received(from: string, text: string): void;
  /** That node is gone, or out of reach; whatever was underway with it is void. */
  lost(node: string): void;
  /** This node was out of reach itself for so long that others may look after its meetings by now. */
  lapsed(): void;
}

/**
 * Several nodes that serve the same meetings: each meeting has one home, and whichever node a participant
 * comes to relays to it. Every window is therefore conducted in one place. What a node that dies leaves
 * behind is finished by the next home, or told as withheld where the sum is blind.
 */
export interface MeetingCluster {
  /** Where the meeting is at home; makes it this node if it is nowhere. Rejects if the others are out of reach. */
  locate(meetingId: string): Promise<MeetingHome>;
  /** Gives the meeting up, if it is at home here. */
  release(meetingId: string): Promise<void>;
  /** @returns whether that node was there to hear it */
  send(node: string, text: string): Promise<boolean>;
  /** One listener at a time; the returned function ends it. */
  listen(listener: ClusterListener): () => void;
}
