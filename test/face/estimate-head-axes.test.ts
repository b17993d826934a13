import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalFace } from '../../sdk/face/canonical-face.ts';
import { estimateHeadAxes } from '../../sdk/face/estimate-head-axes.ts';
import type { Landmark } from '../../sdk/face/face-shape.ts';
import { readHeadPose } from '../../sdk/face/head-pose.ts';
import { headAxes } from './face-fixtures.ts';

const camera = { width: 640, height: 360, down: 2 * Math.tan((31.5 * Math.PI) / 180) };

/** The mesh of the mean face, turned and so many centimetres from a camera that sees 63 degrees from top to bottom. */
function photographed(
  angles: readonly [yaw: number, pitch: number, roll: number],
  [across, up, away]: readonly [number, number, number],
): Landmark[] {
  const axes = headAxes(...angles);
  const viewWidth = (camera.down * camera.width) / camera.height;
  const seen = canonicalFace.map(({ landmark, position: [x, y, z] }) => {
    const at = (part: 0 | 1 | 2): number => x * axes.right[part] + y * axes.up[part] + z * axes.forward[part];
    const distance = away - at(2);
    return {
      landmark,
      x: 0.5 + (at(0) + across) / distance / viewWidth,
      y: 0.5 - (at(1) + up) / distance / camera.down,
      z: (distance / away - 1) / viewWidth,
    };
  });
  // All others together keep the mean depth at 0, from which depth is counted.
  const rest = -seen.reduce((sum, { z }) => sum + z, 0) / (468 - seen.length);
  const mesh = Array.from({ length: 478 }, (_, index) => ({ x: 0.5, y: 0.5, z: index < 468 ? rest : 0 }));
  for (const { landmark, ...place } of seen) mesh[landmark] = place;
  return mesh;
}

describe('estimateHeadAxes', () => {
  it('finds how a photographed head is turned, wherever in the picture it is', () => {
    const angle = fc.double({ min: -60, max: 60, noNaN: true });
    const aside = fc.double({ min: -15, max: 15, noNaN: true });
    const away = fc.double({ min: 25, max: 200, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(angle, angle, angle), fc.tuple(aside, aside, away), (angles, place) => {
        const axes = estimateHeadAxes(photographed(angles, place), camera.width, camera.height);
        const pose = axes && readHeadPose(axes);
        expect(pose?.yawDegrees).toBeCloseTo(angles[0], 6);
        expect(pose?.pitchDegrees).toBeCloseTo(angles[1], 6);
        expect(pose?.rollDegrees).toBeCloseTo(angles[2], 6);
      }),
    );
  });

  it('is absent where the mesh is, or is no face', () => {
    const mesh = photographed([0, 0, 0], [0, 0, 60]);
    expect(estimateHeadAxes([], camera.width, camera.height)).toBeNull();
    expect(estimateHeadAxes(mesh.slice(0, 100), camera.width, camera.height)).toBeNull();
    const point = mesh.map(() => ({ x: 0.5, y: 0.5, z: 0 }));
    expect(estimateHeadAxes(point, camera.width, camera.height)).toBeNull();
    const mirrored = mesh.map(({ x, y, z }) => ({ x: 1 - x, y, z }));
    expect(estimateHeadAxes(mirrored, camera.width, camera.height)).toBeNull();
    const broken = mesh.map((landmark, index) => (index === 33 ? { ...landmark, x: Number.NaN } : landmark));
    expect(estimateHeadAxes(broken, camera.width, camera.height)).toBeNull();
  });
});
