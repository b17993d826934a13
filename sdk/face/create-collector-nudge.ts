/** Sees to it that garbage is collected now and then. */
export interface CollectorNudge {
  /** To be called with every frame. */
  push(nowMilliseconds: number): void;
}

const everyMilliseconds = 10_000;
const bytes = 2 ** 24;

/**
 * Lets a calm worker be collected every 40 seconds in Chromium.
 *
 * Each picture that is read leaves some objects of the browser's behind, which
 * go only when the whole heap is collected. With so few nobody sees a need for
 * that: they came to 15 MiB within eight minutes. Memory outside of the
 * heap counts as a need, even where it is never touched and so takes no room:
 * V8 begins to collect after 64 MiB of it.
 */
export function createCollectorNudge(): CollectorNudge {
  let nudgedAt = 0;
  // Held and looked at, as bundlers leave out what nobody uses.
  let untouched = new ArrayBuffer(0);
  return {
    push(nowMilliseconds) {
      if (untouched.byteLength > 0 && nowMilliseconds - nudgedAt < everyMilliseconds) return;
      nudgedAt = nowMilliseconds;
      try {
        untouched = new ArrayBuffer(bytes);
      } catch {
        // Where there is no room for it, the browser collects already.
      }
    },
  };
}
