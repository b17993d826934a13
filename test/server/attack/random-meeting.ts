/** A meeting as it really was: nobody but the test knows the levels. */
export interface RandomMeeting {
  readonly people: readonly string[];
  /** Each person's level throughout the meeting, 0 (low) or 1 (high): the worst case, for a level that moves hides itself. */
  readonly levels: ReadonlyMap<string, 0 | 1>;
  /** Who contributed to each window: people join, leave, come back, and withdraw. */
  readonly windows: readonly ReadonlySet<string>[];
}

/** Repeatable numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A meeting of so many people over 6 to 20 windows; in most windows nobody or one person comes or goes. */
export function createRandomMeeting(
  random: () => number,
  [fewest, most]: readonly [fewest: number, most: number],
): RandomMeeting {
  const among = (least: number, greatest: number): number =>
    least + Math.floor(random() * (greatest - least + 1));
  const people = Array.from({ length: among(fewest, most) }, (_, index) => `p${index}`);
  const levels = new Map(people.map((id) => [id, random() < 0.5 ? 0 : 1] as const));
  const contributing = new Set(people.filter(() => random() < 0.8));
  const windows = Array.from({ length: among(6, 20) }, () => {
    const changes = random() < 0.4 ? 0 : random() < 0.75 ? 1 : among(2, 6);
    for (let change = 0; change < changes; change += 1) {
      const id = people[among(0, people.length - 1)] ?? '';
      if (!contributing.delete(id)) contributing.add(id);
    }
    return new Set(contributing);
  });
  return { people, levels, windows };
}
