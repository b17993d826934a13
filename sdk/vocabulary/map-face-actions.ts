import type { FaceActions } from '../vocabulary.ts';

/** Builds a {@link FaceActions} from a value per name. */
export function mapFaceActions(value: (name: keyof FaceActions) => number): FaceActions {
  return {
    smile: value('smile'),
    cheekRaise: value('cheekRaise'),
    browRaise: value('browRaise'),
    browLower: value('browLower'),
    eyeWiden: value('eyeWiden'),
    eyeClosure: value('eyeClosure'),
    noseWrinkle: value('noseWrinkle'),
    upperLipRaise: value('upperLipRaise'),
    lipCornerDepress: value('lipCornerDepress'),
    chinRaise: value('chinRaise'),
    lipPress: value('lipPress'),
    mouthOpen: value('mouthOpen'),
    frown: value('frown'),
    wideOpen: value('wideOpen'),
  };
}
