import type { FaceActions, FaceFrame, HeadPose } from '../../sdk/vocabulary.ts';

/** A resting face. */
const noActions: FaceActions = {
  smile: 0,
  cheekRaise: 0,
  browRaise: 0,
  browLower: 0,
  eyeWiden: 0,
  eyeClosure: 0,
  noseWrinkle: 0,
  upperLipRaise: 0,
  lipCornerDepress: 0,
  chinRaise: 0,
  lipPress: 0,
  mouthOpen: 0,
  frown: 0,
  wideOpen: 0,
};

/** A frame of a well-seen face. */
export function faceFrame(
  atSeconds: number,
  actions: Partial<FaceActions> = {},
  pose: Partial<HeadPose> = {},
  change: Partial<FaceFrame> = {},
): FaceFrame {
  return {
    modality: 'face',
    atSeconds,
    presence: 'single',
    actions: { ...noActions, ...actions },
    pose: { yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0, ...pose },
    baseline: 'settled',
    quality: 1,
    shortfalls: [],
    ...change,
  };
}

/** A frame in which nothing could be measured. */
export function blindFrame(atSeconds: number, ...shortfalls: FaceFrame['shortfalls'][number][]): FaceFrame {
  return faceFrame(
    atSeconds,
    {},
    {},
    {
      presence: shortfalls.includes('several-faces')
        ? 'several'
        : shortfalls.includes('no-face')
          ? 'absent'
          : 'single',
      actions: null,
      pose: null,
      quality: 0,
      shortfalls,
    },
  );
}
