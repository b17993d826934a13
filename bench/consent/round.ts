/** One consent, given and taken back; times in milliseconds. */
export interface Round {
  /** From the click on "agree" to the first value that was measured. */
  readonly grantToFirstValue: number;
  /** From the click on "stop" to the last value that was emitted; 0 where none came after it. */
  readonly revokeToLastValue: number;
  /** From the click on "stop" to the moment when no worker and no reader was left. */
  readonly revokeToTerminated: number;
  /** Values that were emitted after everything was terminated. */
  readonly stragglers: number;
}

/** What the page offers to the bench that drives it. */
export interface ConsentBenchPage {
  /** Rounds that are over. */
  readonly rounds: readonly Round[];
  readonly state: 'waiting-for-agree' | 'starting' | 'measuring' | 'settling';
}
