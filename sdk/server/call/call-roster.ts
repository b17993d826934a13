/**
 * Who is in a call, by the word of the call's own platform; see `createAggregator` for what it does with it.
 */
export interface CallRoster {
  /**
   * The participants' ids, the same as in their tokens. Empty where there is no such call.
   * Rejects where the platform cannot be asked: then nobody is let in and nothing is published.
   */
  participantsOf(meetingId: string): Promise<ReadonlySet<string>>;
}
