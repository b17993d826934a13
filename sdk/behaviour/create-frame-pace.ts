/** How many frames come in a second. */
export interface FramePace {
  /** Takes the moment of one frame in; tells the mean rate of those of the last two seconds, 0 of a single one. */
  push(atSeconds: number): number;
}

const windowSeconds = 2;

/** Follows the rate at which frames come, which changes under load. */
export function createFramePace(): FramePace {
  let moments: number[] = [];
  return {
    push(atSeconds) {
      moments = [...moments.filter((moment) => moment > atSeconds - windowSeconds), atSeconds];
      const span = atSeconds - (moments[0] ?? atSeconds);
      return span > 0 ? (moments.length - 1) / span : 0;
    },
  };
}
