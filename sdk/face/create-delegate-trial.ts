/** Where the model's arithmetic runs. */
export type Delegate = 'CPU' | 'GPU';

/** Compares the two delegates on live frames; says what to do, does nothing itself. */
export interface DelegateTrial {
  /** The delegate that the next frame runs on. */
  readonly delegate: Delegate;
  /** Asked before every frame: what to do with the candidate. */
  next(): 'go-on' | 'open-gpu' | 'keep-gpu' | 'drop-gpu';
  /** The candidate is ready. */
  opened(): void;
  /** The candidate could not be opened. */
  failed(): void;
  /** How long the frame took. */
  measured(milliseconds: number): void;
}

/** Enough frames that a busy moment does not decide. */
const cpuFrames = 20;
const gpuFrames = 8;
/** Shaders are compiled in the first frames. */
const warmUpFrames = 2;
/** One frame this slow ends the trial: a GPU that stalls the worker for long is none. */
const intolerableMilliseconds = 1500;
/** Reading results back costs the page's own drawing, so the GPU has to earn its place. */
const worthwhileRatio = 0.8;

/** Begins on the CPU; where `worthTrying`, times the CPU, then the GPU, and stays with the faster (by the median). */
export function createDelegateTrial(worthTrying: boolean): DelegateTrial {
  let phase: 'cpu' | 'opening' | 'gpu' | 'decided' = worthTrying ? 'cpu' : 'decided';
  let delegate: Delegate = 'CPU';
  let verdict: 'keep-gpu' | 'drop-gpu' | null = null;
  const cpu: number[] = [];
  const gpu: number[] = [];

  const decide = (winner: Delegate): void => {
    phase = 'decided';
    delegate = winner;
    verdict = winner === 'GPU' ? 'keep-gpu' : 'drop-gpu';
  };

  return {
    get delegate() {
      return delegate;
    },
    next() {
      if (phase === 'cpu' && cpu.length >= cpuFrames) {
        phase = 'opening';
        return 'open-gpu';
      }
      const step = verdict ?? 'go-on';
      verdict = null;
      return step;
    },
    opened() {
      phase = 'gpu';
      delegate = 'GPU';
    },
    failed() {
      phase = 'decided';
      delegate = 'CPU';
    },
    measured(milliseconds) {
      if (phase === 'cpu') cpu.push(milliseconds);
      if (phase !== 'gpu') return;
      gpu.push(milliseconds);
      if (gpu.length <= warmUpFrames) {
        if (milliseconds > 2 * intolerableMilliseconds) decide('CPU');
      } else if (milliseconds > intolerableMilliseconds) {
        decide('CPU');
      } else if (gpu.length >= gpuFrames) {
        decide(median(gpu.slice(warmUpFrames)) < worthwhileRatio * median(cpu) ? 'GPU' : 'CPU');
      }
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}
