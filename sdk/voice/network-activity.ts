import { NETWORK_BLOCK, NETWORK_CONTEXT, type SpeechNetwork } from './speech-network.ts';

/** Runs the speech network over a stream of 16 kHz sound, where there is something to hear. */
export interface NetworkActivity {
  /** Takes the next samples; `worthHearing` tells whether they may hold speech at all. */
  push(samples: Float32Array, worthHearing: boolean): void;
  /** Probability of speech around that sample, counted from the last reset; NaN where it is not known. */
  at(sample: number): number;
  /** Forgets the sound so far, as at a gap. */
  reset(): void;
  /** Resolves when the network has answered for everything that was pushed. */
  settled(): Promise<void>;
}

/** Blocks that are kept: half a second. */
const SLOTS = 16;
/** Blocks that are still heard after the last one that was worth it: 320 ms. */
const HANGOVER_BLOCKS = 10;
/** Blocks before speech that are heard after all, so that the network has a run-up: 64 ms. */
const PRE_ROLL_BLOCKS = 2;
/** After a second unheard, what the network remembers is of another moment. */
const STALE_BLOCKS = 30;

/**
 * Creates the runner. A gate by level spares the network silence: blocks that
 * are not worth hearing have probability 0 without a call. When the network
 * falls half a second behind, blocks go unanswered rather than late. A failing
 * network is told once through `onFailure`; after that nothing is known.
 */
export function createNetworkActivity(
  network: SpeechNetwork,
  onFailure: (cause: unknown) => void,
): NetworkActivity {
  const sounds = Array.from({ length: SLOTS }, () => new Float32Array(NETWORK_CONTEXT + NETWORK_BLOCK));
  const answers = new Float64Array(SLOTS);
  let block = 0;
  let filled = 0;
  let worthIt = false;
  let unheard = STALE_BLOCKS;
  /** The next block that the network gets, and the last that it may have. */
  let next = 0;
  let last = -1;
  let forget = true;
  let generation = 0;
  let running: Promise<void> | null = null;
  let failed = false;

  function finishBlock(): void {
    const slot = block % SLOTS;
    const wasUnheard = unheard;
    unheard = worthIt ? 0 : unheard + 1;
    answers[slot] = failed ? Number.NaN : 0;
    if (unheard < HANGOVER_BLOCKS && !failed) {
      if (wasUnheard >= HANGOVER_BLOCKS) next = Math.max(next, block - PRE_ROLL_BLOCKS, 0);
      if (wasUnheard >= STALE_BLOCKS) forget = true;
      for (let waiting = Math.max(next, last + 1); waiting <= block; waiting++)
        answers[waiting % SLOTS] = Number.NaN;
      last = block;
      running ??= drain(generation);
    }
    const sound = sounds[slot] as Float32Array;
    block++;
    (sounds[block % SLOTS] as Float32Array).set(sound.subarray(NETWORK_BLOCK));
    filled = 0;
    worthIt = false;
  }

  async function drain(mine: number): Promise<void> {
    try {
      while (next <= last && mine === generation) {
        // The slot of the block under way is being written.
        next = Math.max(next, block - SLOTS + 1);
        if (next > last) break;
        const current = next++;
        if (forget) network.reset();
        forget = false;
        const answer = await network.infer(sounds[current % SLOTS] as Float32Array);
        if (mine === generation && current > block - SLOTS) answers[current % SLOTS] = answer;
      }
    } catch (cause) {
      failed = true;
      answers.fill(Number.NaN);
      onFailure(cause);
    }
    running = null;
    if (next <= last && !failed) running = drain(generation);
  }

  function answerOf(wanted: number): number {
    if (wanted >= block || wanted < 0 || wanted <= block - SLOTS) return Number.NaN;
    return answers[wanted % SLOTS] as number;
  }

  return {
    push(samples, worthHearing) {
      worthIt ||= worthHearing;
      for (let i = 0; i < samples.length; i++) {
        (sounds[block % SLOTS] as Float32Array)[NETWORK_CONTEXT + filled++] = samples[i] as number;
        if (filled === NETWORK_BLOCK) {
          finishBlock();
          worthIt = worthHearing && i + 1 < samples.length;
        }
      }
    },
    at(sample) {
      const wanted = Math.floor(sample / NETWORK_BLOCK);
      const answer = answerOf(wanted);
      // The newest block's answer may be under way; the one before it is still better than none.
      return Number.isNaN(answer) ? answerOf(wanted - 1) : answer;
    },
    reset() {
      generation++;
      block = 0;
      filled = 0;
      worthIt = false;
      unheard = STALE_BLOCKS;
      next = 0;
      last = -1;
      forget = true;
      answers.fill(failed ? Number.NaN : 0);
      for (const sound of sounds) sound.fill(0);
    },
    async settled() {
      while (running !== null) await running;
    },
  };
}
