import { describe, expect, it } from 'vitest';
import { createDelegateTrial, type Delegate } from '../../sdk/face/create-delegate-trial.ts';

/** Plays frames through a trial; the candidate opens after three more frames, unless it fails. */
function play(
  worthTrying: boolean,
  milliseconds: (delegate: Delegate, frame: number) => number,
  opens = true,
): { steps: string[]; delegate: Delegate; slowest: number } {
  const trial = createDelegateTrial(worthTrying);
  const steps: string[] = [];
  let openAt = Number.POSITIVE_INFINITY;
  let slowest = 0;
  for (let frame = 0; frame < 60; frame += 1) {
    const step = trial.next();
    if (step !== 'go-on') steps.push(step);
    if (step === 'open-gpu') openAt = frame + 3;
    if (frame === openAt) {
      if (opens) trial.opened();
      else trial.failed();
    }
    const took = milliseconds(trial.delegate, frame);
    if (trial.delegate === 'GPU') slowest += took;
    trial.measured(took);
  }
  return { steps, delegate: trial.delegate, slowest };
}

describe('createDelegateTrial', () => {
  it('never tries a GPU that is drawn in software', () => {
    expect(play(false, () => 50)).toMatchObject({ steps: [], delegate: 'CPU', slowest: 0 });
  });

  it('keeps a GPU that is faster, although its first frames compile shaders', () => {
    let gpuFrames = 0;
    const played = play(true, (delegate) => (delegate === 'CPU' ? 40 : gpuFrames++ < 2 ? 900 : 12));
    expect(played).toMatchObject({ steps: ['open-gpu', 'keep-gpu'], delegate: 'GPU' });
  });

  it('drops one that is hardly faster', () => {
    expect(play(true, (delegate) => (delegate === 'CPU' ? 40 : 36))).toMatchObject({
      steps: ['open-gpu', 'drop-gpu'],
      delegate: 'CPU',
    });
  });

  it('drops one that takes seconds after a single frame', () => {
    const played = play(true, (delegate) => (delegate === 'CPU' ? 40 : 4000));
    expect(played).toMatchObject({ steps: ['open-gpu', 'drop-gpu'], delegate: 'CPU', slowest: 4000 });
  });

  it('stays on the CPU when the GPU cannot be opened', () => {
    expect(play(true, () => 40, false)).toMatchObject({ steps: ['open-gpu'], delegate: 'CPU' });
  });
});
