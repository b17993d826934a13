import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';

/** Draws the face of a still picture as if the head were turned by so many degrees; 0 and 0 give the picture itself. */
export type TurnFace = (yawDegrees: number, pitchDegrees: number) => OffscreenCanvas;

type Point = readonly [number, number, number];
type Triangle = readonly [number, number, number];

/**
 * Takes the mesh of the face in a picture, with its depth, turns it as a rigid head turns about the neck and draws it
 * in perspective with the picture's own pixels: what a camera would see of that face, all but the outline of the head.
 */
export async function openTurnableFace(picture: OffscreenCanvas): Promise<TurnFace> {
  const fileset = await FilesetResolver.forVisionTasks('/assent/vision-wasm');
  const landmarker = await FaceLandmarker.createFromOptions(fileset, {
    baseOptions: { modelAssetPath: '/assent/models/face_landmarker.task', delegate: 'CPU' },
    runningMode: 'IMAGE',
  });
  const [mesh] = landmarker.detect(picture).faceLandmarks;
  landmarker.close();
  if (mesh === undefined) throw new Error('the picture shows no face');
  const { width, height } = picture;
  const points = mesh.map(({ x, y, z }): Point => [x * width, y * height, z * width]);
  const triangles = trianglesOfMesh();
  const pivot = pivotOf(points);
  const distance = 3 * width;

  return (yawDegrees, pitchDegrees) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(picture, 0, 0);
    const turned = points.map((point) => turn(point, pivot, yawDegrees, pitchDegrees));
    const seen = turned.map(([x, y, z]): Point => {
      const scale = distance / (distance + z);
      return [width / 2 + (x - width / 2) * scale, height / 2 + (y - height / 2) * scale, z];
    });
    const depth = (triangle: Triangle): number =>
      triangle.reduce((sum, index) => sum + (seen[index]?.[2] ?? 0), 0);
    // What lies farther is painted first.
    for (const triangle of [...triangles].sort((a, b) => depth(b) - depth(a)))
      paint(
        context,
        picture,
        triangle.map((index) => points[index]),
        triangle.map((index) => seen[index]),
      );
    return canvas;
  };
}

/** The triangles of the face, and of the eyes, which its tesselation leaves out. */
function trianglesOfMesh(): readonly Triangle[] {
  // The connections come in threes: the edges of one triangle each.
  const edges = FaceLandmarker.FACE_LANDMARKS_TESSELATION;
  const skin = Array.from({ length: Math.floor(edges.length / 3) }, (_, index): Triangle => {
    const [a, b] = [edges[3 * index], edges[3 * index + 1]];
    if (a === undefined || b === undefined) throw new Error('half a triangle');
    return [a.start, a.end, b.end];
  });
  const eyes = [
    { lids: FaceLandmarker.FACE_LANDMARKS_RIGHT_EYE, pupil: 468 },
    { lids: FaceLandmarker.FACE_LANDMARKS_LEFT_EYE, pupil: 473 },
  ].flatMap(({ lids, pupil }) => lids.map(({ start, end }): Triangle => [start, end, pupil]));
  return [...skin, ...eyes];
}

/** Behind the middle of the face, at the height of the chin: where a head turns on its neck. */
function pivotOf(points: readonly Point[]): Point {
  const [xs, ys, zs] = [0, 1, 2].map((axis) => points.map((point) => point[axis] ?? 0));
  const middle = (values: readonly number[] = []): number => (Math.min(...values) + Math.max(...values)) / 2;
  const across = Math.max(...(xs ?? [])) - Math.min(...(xs ?? []));
  return [middle(xs), Math.max(...(ys ?? [])), middle(zs) + across / 2];
}

function turn([x, y, z]: Point, pivot: Point, yawDegrees: number, pitchDegrees: number): Point {
  const [yaw, pitch] = [(yawDegrees * Math.PI) / 180, (pitchDegrees * Math.PI) / 180];
  const [dx, dy, dz] = [x - pivot[0], y - pivot[1], z - pivot[2]];
  const [across, away] = [dx * Math.cos(yaw) + dz * Math.sin(yaw), dz * Math.cos(yaw) - dx * Math.sin(yaw)];
  const [down, depth] = [
    dy * Math.cos(pitch) - away * Math.sin(pitch),
    away * Math.cos(pitch) + dy * Math.sin(pitch),
  ];
  return [pivot[0] + across, pivot[1] + down, pivot[2] + depth];
}

/** Fills a triangle with the pixels of another one. */
function paint(
  context: OffscreenCanvasRenderingContext2D,
  picture: OffscreenCanvas,
  [from0, from1, from2]: readonly (Point | undefined)[],
  [to0, to1, to2]: readonly (Point | undefined)[],
): void {
  if (!from0 || !from1 || !from2 || !to0 || !to1 || !to2) return;
  const [ax, ay, bx, by] = [
    from1[0] - from0[0],
    from1[1] - from0[1],
    from2[0] - from0[0],
    from2[1] - from0[1],
  ];
  const [cx, cy, dx, dy] = [to1[0] - to0[0], to1[1] - to0[1], to2[0] - to0[0], to2[1] - to0[1]];
  const area = ax * by - bx * ay;
  // Whatever looks away from the camera is not seen.
  if (area === 0 || (cx * dy - dx * cy) * area <= 0) return;
  const [a, b] = [(cx * by - dx * ay) / area, (cy * by - dy * ay) / area];
  const [c, d] = [(dx * ax - cx * bx) / area, (dy * ax - cy * bx) / area];
  context.save();
  context.beginPath();
  // A little over the edge, or the seams show.
  const middle = [(to0[0] + to1[0] + to2[0]) / 3, (to0[1] + to1[1] + to2[1]) / 3] as const;
  for (const [x, y] of [to0, to1, to2]) {
    const reach = 0.7 / Math.max(Math.hypot(x - middle[0], y - middle[1]), 0.1);
    context.lineTo(x + (x - middle[0]) * reach, y + (y - middle[1]) * reach);
  }
  context.clip();
  context.setTransform(
    a,
    b,
    c,
    d,
    to0[0] - a * from0[0] - c * from0[1],
    to0[1] - b * from0[0] - d * from0[1],
  );
  context.drawImage(picture, 0, 0);
  context.restore();
}
