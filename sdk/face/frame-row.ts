import { mapFaceActions } from '../vocabulary/map-face-actions.ts';
import type { AbstentionReason, FaceFrame } from '../vocabulary.ts';

/**
 * A face frame as it travels between threads: its numbers as bytes, one in each
 * character, then what is told in words, each after a space.
 *
 * A page keeps what its workers tell it until its whole heap is collected, which in a calm page takes minutes. A text
 * is the least that a message can be: one object, and a fraction of what a list of numbers is while it travels.
 */
export type FaceRow = string;

type Words = [
  presence: FaceFrame['presence'],
  baseline: FaceFrame['baseline'],
  ...shortfalls: AbstentionReason[],
];

const poseFlag = 1;
const actionsFlag = 2;

/** Writes a frame as a row: its time exactly, all else in single precision, as the models tell it. */
export function writeFaceFrame(frame: FaceFrame): FaceRow {
  const { atSeconds, quality, presence, baseline, pose, actions, shortfalls } = frame;
  const singles = [(pose ? poseFlag : 0) | (actions ? actionsFlag : 0), quality];
  if (pose !== null) singles.push(pose.yawDegrees, pose.pitchDegrees, pose.rollDegrees);
  if (actions !== null) mapFaceActions((name) => singles.push(actions[name]));
  const view = new DataView(new ArrayBuffer(8 + 4 * singles.length));
  view.setFloat64(0, atSeconds);
  for (const [index, value] of singles.entries()) view.setFloat32(8 + 4 * index, value);
  const words: Words = [presence, baseline, ...shortfalls];
  return [String.fromCharCode(...new Uint8Array(view.buffer)), ...words].join(' ');
}

/** Reads the frame that {@link writeFaceFrame} wrote. */
export function readFaceFrame(row: FaceRow): FaceFrame {
  const view = new DataView(Uint8Array.from(row, (byte) => byte.charCodeAt(0)).buffer);
  // The time takes the places of two.
  let place = 2;
  const next = (): number => view.getFloat32(4 * place++);
  const [flags, quality] = [next(), next()];
  const pose = flags & poseFlag ? { yawDegrees: next(), pitchDegrees: next(), rollDegrees: next() } : null;
  const actions = flags & actionsFlag ? mapFaceActions(next) : null;
  const [presence, baseline, ...shortfalls] = row.slice(4 * place + 1).split(' ') as Words;
  const atSeconds = view.getFloat64(0);
  return { modality: 'face', atSeconds, presence, actions, pose, baseline, quality, shortfalls };
}
