import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Axes, nearestRotation } from '../../sdk/face/nearest-rotation.ts';
import type { Vector } from '../../sdk/face/vector.ts';
import { headAxes } from './face-fixtures.ts';

const angle = fc.double({ min: -170, max: 170, noNaN: true });
const stretch = fc.double({ min: 0.05, max: 1, noNaN: true });
const size = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

/** The columns of a turned thing times a symmetric matrix of positive stretches along axes of its own. */
function stretched(turn: Axes, along: Axes, stretches: Vector, scale: number): Axes {
  const { right: a, up: b, forward: c } = along;
  const [p, q, r] = stretches;
  // The symmetric matrix, then its product with the turn, column by column.
  const column = (j: 0 | 1 | 2): Vector => {
    const [s0, s1, s2] = ([0, 1, 2] as const).map(
      (i) => p * a[i] * a[j] + q * b[i] * b[j] + r * c[i] * c[j],
    ) as [number, number, number];
    const part = (i: 0 | 1 | 2): number =>
      scale * (turn.right[i] * s0 + turn.up[i] * s1 + turn.forward[i] * s2);
    return [part(0), part(1), part(2)];
  };
  return { right: column(0), up: column(1), forward: column(2) };
}

function expectClose(found: Axes | null, expected: Axes): void {
  for (const axis of ['right', 'up', 'forward'] as const) {
    for (const part of [0, 1, 2] as const) {
      expect(found?.[axis][part]).toBeCloseTo(expected[axis][part], 8);
    }
  }
}

describe('nearestRotation', () => {
  it('finds the turn of what was turned and stretched, at any size', () => {
    fc.assert(
      fc.property(
        fc.tuple(angle, angle, angle),
        fc.tuple(angle, angle, angle),
        fc.tuple(stretch, stretch, stretch),
        size,
        (turn, along, stretches, scale) => {
          const expected = headAxes(...turn);
          expectClose(nearestRotation(stretched(expected, headAxes(...along), stretches, scale)), expected);
        },
      ),
    );
  });

  it('is absent where space is mirrored, flattened or no number', () => {
    const { right, up, forward } = headAxes(10, 20, 30);
    const mirrored: Vector = [-right[0], -right[1], -right[2]];
    expect(nearestRotation({ right: mirrored, up, forward })).toBeNull();
    expect(nearestRotation({ right: [0, 0, 0], up, forward })).toBeNull();
    expect(nearestRotation({ right: [Number.NaN, 0, 0], up, forward })).toBeNull();
    expect(nearestRotation({ right: [Number.POSITIVE_INFINITY, 0, 0], up, forward })).toBeNull();
  });
});
