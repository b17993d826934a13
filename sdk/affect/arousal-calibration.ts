/** How a score against the speaker's own voice becomes arousal. */
export interface ArousalCalibration {
  /** Arousal per score. */
  readonly gain: number;
  /**
   * Score halfway from a speaker's usual speech to activated speech. It moves no estimate, whose 0 is the
   * speaker's usual voice: it is where listeners begin to call speech activated.
   */
  readonly centre: number;
  /**
   * How much lower that is for each unit of liveliness: who moved more has been heard activated already, and
   * their own middle lies higher.
   */
  readonly perLiveliness: number;
  /** Standard deviation of arousal that rests on endless speech of features that agree. */
  readonly deviation: number;
}

/** By `npm run calibrate:arousal`; see the model card for the data. The gain is a choice. */
export const arousalCalibration: ArousalCalibration = {
  gain: 0.9,
  centre: 0.305,
  perLiveliness: 0.24,
  deviation: 0.037,
};
