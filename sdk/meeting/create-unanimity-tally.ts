/** Who is present and whether all of them have opted in; for a service. */
export interface UnanimityTally {
  /** Somebody is here and has not opted in: the verdict is `false` until they do. */
  join(memberId: string): void;
  /** Forgets a member who left the meeting. */
  leave(memberId: string): void;
  /** What a member says of themselves; nothing where they never joined. */
  say(memberId: string, consents: boolean): void;
  /** Whether everyone present has opted in. Tell it to all members alike, at a fixed beat and not on change. */
  verdict(): boolean;
}

/**
 * Creates an empty tally. It gives one bit for the whole meeting: never who,
 * never how many. Below three members it is always `false`: of two, each could
 * tell the other's answer from their own.
 *
 * @param leastMembers - at least 3, which is what it is unless told.
 * @throws TypeError naming `leastMembers` where it is no whole number of at least 3.
 */
export function createUnanimityTally(leastMembers: number = 3): UnanimityTally {
  if (!(Number.isInteger(leastMembers) && leastMembers >= 3)) {
    throw new TypeError('leastMembers: must be a whole number of at least 3');
  }
  const members = new Map<string, boolean>();
  return {
    join: (memberId) => void (members.has(memberId) || members.set(memberId, false)),
    leave: (memberId) => void members.delete(memberId),
    say(memberId, consents) {
      if (members.has(memberId)) members.set(memberId, consents === true);
    },
    verdict: () => members.size >= leastMembers && [...members.values()].every((consents) => consents),
  };
}
