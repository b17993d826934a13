import type { FaceActions } from '../vocabulary.ts';
import { bothSides } from './both-sides.ts';
import type { ObservedFace } from './face-observation.ts';
import { scoreLook } from './score-look.ts';

/**
 * Reads the actions of a face, both sides averaged, not yet against anybody's neutral.
 *
 * The ARKit names stand for these FACS action units (Ekman, Friesen & Hager
 * 2002): mouthSmile AU12, cheekSquint AU6, browInnerUp and browOuterUp AU1+2,
 * browDown AU4, eyeWide AU5, eyeBlink AU45, noseSneer AU9, mouthUpperUp AU10,
 * mouthFrown AU15, mouthShrugLower AU17, mouthPress AU24, jawOpen AU26 with
 * AU25. MediaPipe's cheekSquint hardly moves, so the narrowing of the eyes
 * that the cheek raiser causes (eyeSquint) stands in for it. Smile, frown and
 * wide-open look rest on distances of the landmarks as well (see {@link scoreLook}).
 */
export function readFaceActions(face: Pick<ObservedFace, 'blendshapes' | 'shape'>): FaceActions {
  const { blendshapes } = face;
  const one = (name: string): number => blendshapes.get(name) ?? 0;
  const both = (name: string): number => bothSides(blendshapes, name);
  return {
    smile: scoreLook('smile', face),
    cheekRaise: Math.max(both('cheekSquint'), both('eyeSquint')),
    browRaise: (one('browInnerUp') + both('browOuterUp')) / 2,
    browLower: both('browDown'),
    eyeWiden: both('eyeWide'),
    eyeClosure: both('eyeBlink'),
    noseWrinkle: both('noseSneer'),
    upperLipRaise: both('mouthUpperUp'),
    lipCornerDepress: both('mouthFrown'),
    chinRaise: one('mouthShrugLower'),
    lipPress: both('mouthPress'),
    mouthOpen: one('jawOpen'),
    frown: scoreLook('frown', face),
    wideOpen: scoreLook('wideOpen', face),
  };
}
