import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHeadGestures } from '../../sdk/behaviour/create-head-gestures.ts';
import { type FaceShow, openFaceShow, stillOf } from '../face/show-pictures.ts';
import { openTurnableFace, type TurnFace } from '../face/turn-face.ts';

/** As in a call. */
const rateHz = 12;

let face: FaceShow;
let turn: TurnFace;
beforeAll(async () => {
  turn = await openTurnableFace(await stillOf('franck.mp4', 24));
  face = await openFaceShow();
}, 120_000);
afterAll(() => face.close());

interface Angles {
  readonly yaw?: number;
  readonly pitch?: number;
}

interface Seen {
  readonly nods: number;
  readonly shakes: number;
  /** Range of what was measured, in degrees. */
  readonly yawRange: number;
  readonly pitchRange: number;
}

/** Moves the head for so many seconds and tells what the models and the rules made of it. */
async function move(seconds: number, anglesAt: (at: number) => Angles): Promise<Seen> {
  const gestures = createHeadGestures();
  const found = { nod: 0, shake: 0 };
  const poses: { readonly yawDegrees: number; readonly pitchDegrees: number }[] = [];
  for (let at = 0; at < seconds; at += 1 / rateHz) {
    const { yaw = 0, pitch = 0 } = anglesAt(at);
    const { atSeconds, pose } = await face.show(turn(yaw, pitch), 1 / rateHz);
    if (pose !== null) poses.push(pose);
    const gesture = gestures.push(atSeconds, pose);
    if (gesture !== null) found[gesture] += 1;
  }
  expect(poses.length).toBeGreaterThan(0.95 * seconds * rateHz);
  const range = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return {
    nods: found.nod,
    shakes: found.shake,
    yawRange: range(poses.map(({ yawDegrees }) => yawDegrees)),
    pitchRange: range(poses.map(({ pitchDegrees }) => pitchDegrees)),
  };
}

/** Down and up again within the first `takesSeconds` of each stretch of `everySeconds`, 0 to 1. */
function dip(at: number, everySeconds: number, takesSeconds: number): number {
  const phase = at % everySeconds;
  return phase < takesSeconds ? (1 - Math.cos((2 * Math.PI * phase) / takesSeconds)) / 2 : 0;
}

describe('the head of a real face, turned by known angles', () => {
  it('is followed, nods are counted one by one, and are no shakes', async () => {
    const seen = await move(6, (at) => ({ pitch: 14 * dip(at, 2, 0.8) }));
    expect(seen.pitchRange).toBeGreaterThan(8);
    expect(seen).toMatchObject({ nods: 3, shakes: 0 });
  });

  it('is followed, shakes are counted one by one, and are no nods', async () => {
    const seen = await move(6, (at) => ({
      yaw: at % 3 < 1.125 ? 12 * Math.sin((2 * Math.PI * (at % 3)) / 0.75) : 0,
    }));
    expect(seen.yawRange).toBeGreaterThan(14);
    expect(seen).toMatchObject({ nods: 0, shakes: 2 });
  });

  it('shakes once, however long it goes on', async () => {
    const seen = await move(5, (at) => ({ yaw: at < 4 ? 12 * Math.sin((2 * Math.PI * at) / 0.75) : 0 }));
    expect(seen.yawRange).toBeGreaterThan(14);
    expect(seen).toMatchObject({ nods: 0, shakes: 1 });
  });

  it('neither nods nor shakes while it rests, or turns away once and comes back', async () => {
    const seen = await move(6, (at) => ({ yaw: 18 * dip(Math.max(0, at - 1), 5, 4) }));
    expect(seen).toMatchObject({ nods: 0, shakes: 0 });
  });
}, 180_000);
