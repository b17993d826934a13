import { cross, dot, type Vector } from './vector.ts';

/** Where the three axes of a thing point in space: the columns of a 3x3 matrix. */
export interface Axes {
  readonly right: Vector;
  readonly up: Vector;
  readonly forward: Vector;
}

const most = 40;
const enough = 1e-12;

/**
 * Finds the rotation that is nearest to a matrix: the orthogonal factor of its
 * polar decomposition, by Newton's iteration with its determinant kept at one
 * (Higham 1986, "Computing the polar decomposition"); `null` where the matrix
 * mirrors or flattens space, so that there is none.
 */
export function nearestRotation(matrix: Axes): Axes | null {
  let axes = matrix;
  for (let turn = 0; turn < most; turn++) {
    const { right, up, forward } = axes;
    const cofactors = { right: cross(up, forward), up: cross(forward, right), forward: cross(right, up) };
    const determinant = dot(right, cofactors.right);
    if (!(determinant > 0)) return null;
    const scale = Math.cbrt(determinant);
    const middle = (a: Vector, b: Vector): Vector => [
      (a[0] / scale + (b[0] * scale) / determinant) / 2,
      (a[1] / scale + (b[1] * scale) / determinant) / 2,
      (a[2] / scale + (b[2] * scale) / determinant) / 2,
    ];
    const next = {
      right: middle(right, cofactors.right),
      up: middle(up, cofactors.up),
      forward: middle(forward, cofactors.forward),
    };
    const change = farthest(axes, next);
    axes = next;
    if (change < enough) return axes;
  }
  return null;
}

function farthest(a: Axes, b: Axes): number {
  const apart = (one: Vector, other: Vector): number =>
    Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]), Math.abs(one[2] - other[2]));
  return Math.max(apart(a.right, b.right), apart(a.up, b.up), apart(a.forward, b.forward));
}
