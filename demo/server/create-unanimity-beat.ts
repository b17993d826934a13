import { createUnanimityTally } from 'assent/server';

/** How often a meeting is told whether everyone has opted in, whatever anyone decided meanwhile. */
const beatMs = 2_000;

/** One meeting's single bit: whether everyone who is here has opted in. */
export interface UnanimityBeat {
  join(participantId: string): void;
  leave(participantId: string): void;
  /** The first word begins the beat; a meeting in which nobody needs it never hears of it. */
  say(participantId: string, consents: boolean): void;
  close(): void;
}

/** Creates the beat; `tell` reaches everyone alike. */
export function createUnanimityBeat(tell: (everyone: boolean) => void): UnanimityBeat {
  const tally = createUnanimityTally();
  let beat: NodeJS.Timeout | undefined;
  return {
    join: (participantId) => tally.join(participantId),
    leave: (participantId) => tally.leave(participantId),
    say(participantId, consents) {
      tally.say(participantId, consents);
      beat ??= setInterval(() => tell(tally.verdict()), beatMs);
    },
    close: () => clearInterval(beat),
  };
}
